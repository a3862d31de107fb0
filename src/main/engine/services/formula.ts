/**
 * Cells that a spreadsheet would run as a formula: an apostrophe before them makes them harmless. papaparse's
 * own pattern misses cells of several lines, those led by NUL or white space, and the full-width signs.
 */
export const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;
