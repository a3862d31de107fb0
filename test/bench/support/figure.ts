import { appendFileSync } from 'node:fs';

/** What one benchmark measured against what, side by side in one run: a row of docs/performance.md. */
export interface Figure {
  /** The row of the table, from 1. */
  readonly row: number;
  /** What is measured, in words; one row may have several. */
  readonly name: string;
  /** What it is compared with, in words. */
  readonly against: string;
  readonly measured: number;
  readonly reference: number;
  /** Of `measured` and `reference`: `ms`, `s`, `messages/s`, `MB`, `requests` … */
  readonly unit: string;
  /** What the ratio `measured / reference`, or where `of` says so `measured` itself, has to be. */
  readonly goal: { readonly of: 'ratio' | 'measured' | 'difference' } & (
    { readonly atLeast: number } | { readonly atMost: number }
  );
  /** How many rows, messages … it was measured with, where it is measured with several: points of a chart. */
  readonly size?: number;
}

/** A figure with what follows from it, as it is written: one line of JSON each. */
export interface ToldFigure extends Figure {
  /** `measured / reference`, rounded to three digits. */
  readonly ratio: number;
  readonly met: boolean;
}

/** Prints a figure, and hands it to `npm run bench`, which asked for it by `KAPTAR_FIGURES`. */
export function tellFigure(figure: Figure): void {
  const { measured, reference, goal } = figure;
  const judged = { ratio: measured / reference, measured, difference: measured - reference }[goal.of];
  const met = 'atLeast' in goal ? judged >= goal.atLeast : judged <= goal.atMost;
  const told: ToldFigure = {
    ...figure,
    measured: rounded(measured),
    reference: rounded(reference),
    ratio: rounded(measured / reference),
    met,
  };
  const line = JSON.stringify(told);
  process.stdout.write(`${line}\n`);
  const file = process.env['KAPTAR_FIGURES'];
  if (file) appendFileSync(file, `${line}\n`);
}

/** Three digits are more than a benchmark repeats. */
const rounded = (value: number): number => Number(value.toPrecision(3));
