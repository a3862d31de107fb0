import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentedCalls, type DocumentedCall } from './documented-calls.ts';

const root = join(import.meta.dirname, '..', '..');
const document = readFileSync(join(root, 'docs', 'providers.md'), 'utf8');

interface Row {
  part: string;
  field: string;
  /** Of the form `file › title`. */
  tests: string[];
}

/** The rows of the table below a heading that begins with these words. */
function tableOf(provider: string): Row[] {
  const [, section = ''] = document.split(`### Every word of ${provider}`);
  const [body = ''] = section.split('\n##');
  return body
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      // A pipe in a cell is written `\|`.
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      const [, part = '', field = '', , covering = ''] = cells;
      return { part, field, tests: covering.match(/`[^`]+`/g)?.map((name) => name.slice(1, -1)) ?? [] };
    });
}

/** Whether a test file has a test of this title: a string of exactly these words. */
function hasTest(file: string, title: string): boolean {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return ["'", '"', '`'].some((quote) =>
    source.includes(quote + title.replaceAll("'", quote === "'" ? "\\'" : "'") + quote),
  );
}

/** The calls that a row is about, as its first column writes them. */
function partsOf({ part }: Row): string[] {
  return part.split(/, (?=`)/);
}

/**
 * How the table writes what is documented: in its first column the call with its section, in its second the
 * beginning of the cell, after which only a remark in brackets may follow.
 */
function* entriesOf({
  section,
  call,
  parameters = '',
  answers = {},
  others = [],
}: DocumentedCall): Generator<Entry> {
  const name = call === undefined ? '' : `\`${call}\``;
  const part = [name, name === '' ? section : section && `(${section})`].filter(Boolean).join(' ');
  for (const words of namesIn(parameters)) yield { part, field: words };
  for (const [status, fields] of Object.entries(answers)) {
    if (fields === '') yield { part, field: status };
    for (const words of namesIn(fields)) yield { part, field: `${status} ${words}` };
  }
  for (const field of others) yield { part, field };
}

interface Entry {
  part: string;
  field: string;
}

/** In backticks, a value (`name=value`) in backticks of its own. */
function namesIn(list: string): string[] {
  const names = list.split(/\s+/).filter((name) => name !== '');
  return names.map((name) => `\`${name.replace('=', '` `')}\``);
}

function covers(row: Row, { part, field }: Entry): boolean {
  return partsOf(row).includes(part) && (row.field === field || row.field.startsWith(`${field} (`));
}

describe.each(Object.entries(documentedCalls))('the table of %s', (provider, calls) => {
  const rows = tableOf(provider);

  test('has a row for every parameter and every field of an answer that the document names', () => {
    const entries = calls.flatMap((call) => [...entriesOf(call)]);
    const missing = entries.filter((entry) => !rows.some((row) => covers(row, entry)));
    expect(missing.map(({ part, field }) => `${part}: ${field}`)).toEqual([]);
  });

  test('has rows for every call, and for none that is not documented', () => {
    const known = new Set(calls.map(({ call }) => call));
    const called = rows.flatMap(partsOf).flatMap((part) => part.match(/`([^`]+)`/)?.[1] ?? []);
    expect(new Set(called)).toEqual(new Set([...known].filter((call) => call !== undefined)));
  });

  test('names for each row a test that is there', () => {
    expect(
      rows.filter(({ tests }) => tests.length === 0).map(({ part, field }) => `${part}: ${field}`),
    ).toEqual([]);
    const missing = rows
      .flatMap(({ tests }) => tests)
      .filter((name) => {
        const [file = '', title = ''] = name.split(' › ');
        return !hasTest(file, title);
      });
    expect([...new Set(missing)]).toEqual([]);
  });
});
