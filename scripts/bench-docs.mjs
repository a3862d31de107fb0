import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { drawChart } from './bench-chart.mjs';
import { packageFile, projectDir } from './project.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {import('../test/bench/support/figure.ts').ToldFigure} Figure */

const page = join(projectDir, 'docs', 'performance.md');
/** What stands between these lines of the page is written by the benchmarks. */
const BEGIN = '<!-- figures, written by `npm run bench -- docs` -->';
const END = '<!-- end of the figures -->';

/** Rows of the table of which a chart shows how the cost grows. */
const CHARTS = new Map([
  [3, 'Import of a file'],
  [4, 'Preparing a campaign'],
  [5, 'A page of a list, p95'],
  [6, 'Progress and reports, p95'],
  [11, 'Memory while sending'],
]);

/**
 * Writes the figures of a whole run into docs/performance.md, and the charts that it shows.
 *
 * @param {readonly Figure[]} figures
 */
export async function writeFigures(figures) {
  const rows = figures.toSorted((a, b) => a.row - b.row);
  const text = readFileSync(page, 'utf8');
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${page} has lost the lines around its figures.`);
  const parts = [
    BEGIN,
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${process.platform}.`,
    tableOf(rows.filter((figure) => isLargest(figure, rows))),
    '<details><summary>A line of JSON for each figure</summary>',
    `\`\`\`json\n${rows.map((figure) => JSON.stringify(figure)).join('\n')}\n\`\`\``,
    '</details>\n\n',
  ];
  writeFileSync(page, text.slice(0, start) + parts.join('\n\n') + text.slice(end));
  for (const [row, title] of CHARTS) {
    const points = rows.filter((figure) => figure.row === row && figure.size !== undefined);
    const file = join(projectDir, 'docs', 'images', `performance-${row}.svg`);
    if (points.length > 0) writeFileSync(file, drawChart(title, points));
  }
  await runProgram(process.execPath, [packageFile('prettier', 'bin', 'prettier.cjs'), '--write', page]);
}

/** Of a figure with several sizes the table shows the largest. */
function isLargest(/** @type {Figure} */ { name, size }, /** @type {readonly Figure[]} */ all) {
  if (size === undefined) return true;
  return all.every((other) => other.name !== name || (other.size ?? 0) <= size);
}

function tableOf(/** @type {readonly Figure[]} */ figures) {
  const lines = figures.map((figure) => [
    figure.row,
    figure.size === undefined ? figure.name : `${figure.name}, ${count(figure.size)}`,
    `${count(figure.measured)} ${figure.unit}`,
    `${figure.against}: ${count(figure.reference)} ${figure.unit}`,
    judged(figure),
    goalOf(figure),
    figure.met ? 'met' : '**missed**',
  ]);
  const heading = ['', 'what', 'Kaptar', 'against', 'figure', 'goal', ''];
  return [heading, heading.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What the goal is about. */
function judged(/** @type {Figure} */ { goal, ratio, measured, reference, unit }) {
  switch (goal.of) {
    case 'ratio':
      return `${count(ratio)} ×`;
    case 'measured':
      return `${count(measured)} ${unit}`;
    case 'difference':
      return `+${count(measured - reference)} ${unit}`;
  }
}

function goalOf(/** @type {Figure} */ { goal, unit }) {
  const words = goal.of === 'ratio' ? '×' : unit;
  return 'atLeast' in goal ? `≥ ${count(goal.atLeast)} ${words}` : `≤ ${count(goal.atMost)} ${words}`;
}

const count = (/** @type {number} */ value) =>
  value.toLocaleString('en', { maximumSignificantDigits: value >= 1000 ? 21 : 3 });
