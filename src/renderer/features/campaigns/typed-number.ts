/** Marks that people and languages put between groups of digits: `1,240`, `1 240`, `1.240`, `1’240`, `1_240`. */
const GROUPING = /[\s.,'’_]/g;

/** Whether somebody typed exactly this number, with or without marks between its digits. */
export function isTypedNumber(typed: string, number: number): boolean {
  return typed.replace(GROUPING, '') === String(number);
}
