/**
 * What a spreadsheet would run as a formula. papaparse's own pattern misses cells of several lines, those led by NUL
 * or white space, and the full-width signs.
 */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;
/** The same behind a character at which spreadsheets of some country cut a line, whatever is quoted there. */
const FORMULA_BEHIND = /(?<!^)[,;\t](?=[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** The text of a cell as a CSV may hold it: an apostrophe before a formula makes it harmless. */
export function harmless(text: string, delimiter: string): string {
  // At its own delimiter, a text is quoted in a way that every spreadsheet knows which cuts there.
  const inside = text.replace(FORMULA_BEHIND, (sign) => (sign === delimiter ? sign : `${sign}'`));
  return FORMULA.test(text) ? `'${inside}` : inside;
}
