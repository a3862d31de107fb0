import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
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

/** The titles of a file's tests, those of tables (`it.each`) as they are written; none of a test that is skipped. */
function titlesOf(file: string): ReadonlySet<string> {
  const path = join(root, file);
  if (!existsSync(path)) return new Set();
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return new Set(titlesIn(source));
}

function* titlesIn(node: ts.Node): Generator<string> {
  if (ts.isCallExpression(node)) {
    const [name = '', ...modifiers] = namesOf(node.expression);
    if (modifiers.includes('skip') || modifiers.includes('todo')) return;
    const [title] = node.arguments;
    if (['it', 'test'].includes(name) && title && ts.isStringLiteralLike(title)) yield title.text;
  }
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* titlesIn(child);
}

/** What is called, without its arguments: `it.each(rows)` is `it`, `each`. */
function namesOf(callee: ts.Expression): string[] {
  if (ts.isCallExpression(callee)) return namesOf(callee.expression);
  if (ts.isPropertyAccessExpression(callee)) return [...namesOf(callee.expression), callee.name.text];
  return ts.isIdentifier(callee) ? [callee.text] : [];
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
  limits = {},
  answers = {},
  others = [],
}: DocumentedCall): Generator<Entry> {
  const name = call === undefined ? '' : `\`${call}\``;
  const part = [name, name === '' ? section : section && `(${section})`].filter(Boolean).join(' ');
  for (const words of namesIn(parameters)) yield { part, field: words };
  for (const [words, remark] of Object.entries(limits)) {
    for (const field of namesIn(words)) yield { part, field, remark };
  }
  for (const [status, fields] of Object.entries(answers)) {
    if (fields === '') yield { part, field: status };
    for (const words of namesIn(fields)) yield { part, field: `${status} ${words}` };
  }
  for (const field of others) yield { part, field };
}

interface Entry {
  part: string;
  field: string;
  /** What the brackets must say; they may say more. */
  remark?: string;
}

/** In backticks, a value (`name=value`) in backticks of its own. */
function namesIn(list: string): string[] {
  const names = list.split(/\s+/).filter((name) => name !== '');
  return names.map((name) => `\`${name.replace('=', '` `')}\``);
}

function covers(row: Row, { part, field, remark = '' }: Entry): boolean {
  if (!partsOf(row).includes(part)) return false;
  if (row.field.startsWith(`${field} (`)) return row.field.slice(field.length).includes(remark);
  return row.field === field && remark === '';
}

describe.each(Object.entries(documentedCalls))('the table of %s', (provider, calls) => {
  const rows = tableOf(provider);

  test('has a row for every parameter with its limits, and every field of an answer, that the document names', () => {
    const entries = calls.flatMap((call) => [...entriesOf(call)]);
    const missing = entries.filter((entry) => !rows.some((row) => covers(row, entry)));
    expect(missing.map(({ part, field, remark = '' }) => `${part}: ${field} ${remark}`)).toEqual([]);
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
    const named = new Set(rows.flatMap(({ tests }) => tests));
    const files = Map.groupBy(named, (name) => name.split(' › ')[0] ?? '');
    const missing = [...files].flatMap(([file, names]) => {
      const titles = titlesOf(file);
      return names.filter((name) => !titles.has(name.slice(`${file} › `.length)));
    });
    expect(missing).toEqual([]);
  });
});
