import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findOpenedFile } from '../../../src/main/shell/opened-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('finds the table among the arguments, whatever else stands there', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'Mijozlar.XLSX'), '');
  writeFileSync(join(folder, 'letter.pdf'), '');
  mkdirSync(join(folder, 'folder.csv'));
  const find = (...args: string[]) => findOpenedFile(args, folder);
  expect(find('.', '--data-dir=x', 'letter.pdf', 'folder.csv', 'gone.csv', 'Mijozlar.XLSX')).toBe(
    join(folder, 'Mijozlar.XLSX'),
  );
  expect(find('--no-sandbox', 'letter.pdf')).toBeUndefined();
  expect(find('--Mijozlar.XLSX')).toBeUndefined();
});
