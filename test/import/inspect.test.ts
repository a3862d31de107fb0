import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openWorkplace, reasonOf, windows1251 } from './workplace.ts';

describe('encoding', () => {
  const text = 'Исм;Телефон\nШўхрат;901234567\n';
  const sample = [['Шўхрат', '901234567']];

  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8', true],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8', true],
    ['UTF-16LE', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', true],
    ['UTF-16BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be', true],
    ['windows-1251', windows1251(text), 'windows-1251', false],
  ])('%s', async (_, bytes, encoding, encodingCertain) => {
    const { write, inspect } = await openWorkplace();
    expect(await inspect(await write(bytes))).toMatchObject({
      encoding,
      encodingCertain,
      header: ['Исм', 'Телефон'],
      sample,
      mapping: { phone: 1, name: 0, ignored: [] },
    });
  });

  test('one byte at the very end of a long file speaks against UTF-8', async () => {
    const { write, inspect } = await openWorkplace();
    const rows = 'Ism;Telefon\n' + 'Aziza;901234567\n'.repeat(40_000);
    const path = await write(Buffer.concat([Buffer.from(rows), windows1251('Олег;901234568\n')]));
    expect(await inspect(path)).toMatchObject({ encoding: 'windows-1251', encodingCertain: false });
    expect(await reasonOf(inspect(path, 'utf-8'))).toBe('wrong-encoding');
  });

  test('a letter that is cut by the border of two blocks is still UTF-8', async () => {
    const { write, inspect } = await openWorkplace();
    const path = await write(`a${'ж'.repeat(200_000).replace(/(.{50})/g, '$1\n')}`);
    expect((await inspect(path)).encoding).toBe('utf-8');
  });

  test('a person may choose another, unless the bytes contradict it', async () => {
    const { write, inspect } = await openWorkplace();
    const path = await write(windows1251(text));
    expect((await inspect(path, 'koi8-r')).sample).not.toEqual(sample);
    expect(await inspect(path, 'windows-1251')).toMatchObject({ sample, encodingCertain: true });
    const unmarked = await write(Buffer.from(text, 'utf16le'));
    expect((await inspect(unmarked, 'utf-16le')).sample).toEqual(sample);
    expect(await reasonOf(inspect(await write(Buffer.from(`\ufeff${text}`)), 'windows-1251'))).toBe(
      'wrong-encoding',
    );
    const halved = Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1);
    expect(await reasonOf(inspect(await write(halved)))).toBe('wrong-encoding');
  });

  test('a file that only begins as UTF-8 is not read with holes', async () => {
    const { write, inspect } = await openWorkplace();
    const bytes = Buffer.concat([Buffer.from('\ufeffIsm;Telefon\n'), windows1251('Олег;901234567\n')]);
    expect(await reasonOf(inspect(await write(bytes)))).toBe('wrong-encoding');
  });
});

describe('delimiter', () => {
  test.each([
    [',', 'Ism,Telefon\nAziza,901234567'],
    [';', 'Ism;Telefon\nAziza;901234567'],
    ['\t', 'Ism\tTelefon\nAziza\t901234567'],
    ['|', 'Ism|Telefon\nAziza|901234567'],
    [';', 'sep=;\nIsm;Telefon\nAziza;901234567'],
    [';', "Ism;Qarz, so'm;Telefon\nAziza;1 234,50;901234567\nAli;5,00;901234568\nOlim;7,00"],
    [';', 'Ism;Telefon\n"Aziza, Ali, Vali";901234567'],
    [',', 'Telefon\n901234567\n901234568'],
  ])('%j in %j', async (delimiter, text) => {
    const { write, inspect } = await openWorkplace();
    const inspection = await inspect(await write(text));
    expect(inspection.delimiter).toBe(delimiter);
    expect(inspection.header[inspection.mapping?.phone ?? -1]).toBe('Telefon');
  });

  test.each(['\n', '\r\n', '\r'])('rows end with %j', async (end) => {
    const { write, inspect } = await openWorkplace();
    const path = await write(['Ism;Telefon', 'Aziza;901234567', 'Ali;901234568'].join(end));
    expect((await inspect(path)).sample).toEqual([
      ['Aziza', '901234567'],
      ['Ali', '901234568'],
    ]);
  });
});

describe('columns', () => {
  test('names are made single and usable in templates', async () => {
    const { write, inspect } = await openWorkplace();
    const text = 'Ism;;Telefon;ISM;Qarz|<so\'m>;"Ikki\nqator";Column 2\nAziza;x;901234567;y;1;2;3';
    expect((await inspect(await write(text))).header).toEqual([
      'Ism',
      'Column 2',
      'Telefon',
      'ISM 2',
      "Qarz so'm",
      'Ikki qator',
      'Column 2 2',
    ]);
  });

  test('a first row with a number in it is no header', async () => {
    const { write, inspect } = await openWorkplace();
    expect(await inspect(await write('1;Aziza;90 123 45 67\n2;Ali;90 123 45 68;x'))).toMatchObject({
      header: ['Column 1', 'Column 2', 'Column 3', 'Column 4'],
      sample: [
        ['1', 'Aziza', '90 123 45 67', ''],
        ['2', 'Ali', '90 123 45 68', 'x'],
      ],
      mapping: { phone: 2, name: 1, ignored: [] },
    });
  });

  test.each([
    ['Name,Phone number', 1, 0],
    ['Phone,Full name,City', 0, 1],
    ['Ф.И.О.;Телефон;Город', 1, 0],
    ['Номер договора;Имя;Моб. тел.', 2, 1],
    ['Shartnoma raqami;Ism;Telefon raqami', 2, 1],
    ['F.I.Sh;Manzil;Aloqa', 2, 0],
    ['Исм;Телефон рақами;Қарз', 1, 0],
    ['სახელი;ტელეფონი', 1, 0],
    ['ნომერი;სახელი;ქალაქი', 0, 1],
    ['Mijoz;Tel', 1, 0],
    ['Shahar;Raqam', 1, null],
  ])('%s', async (header, phone, name) => {
    const { write, inspect } = await openWorkplace();
    const delimiter = header.includes(';') ? ';' : ',';
    const cells = header.split(delimiter).map((_, index) => (index === phone ? '901234567' : 'Olim'));
    const inspection = await inspect(await write(`${header}\n${cells.join(delimiter)}`));
    expect(inspection.mapping).toEqual({ phone, name, ignored: [] });
  });

  test('cells decide where the header says nothing, and tax numbers are not taken for phones', async () => {
    const { write, inspect } = await openWorkplace();
    const rows = ['INN;Kontakt 1;X', '301234567;Aziza;901234567', '302345678;Ali;901234568'];
    expect((await inspect(await write(rows.join('\n')))).mapping?.phone).toBe(2);
  });

  test('a column whose numbers were rounded is still the phone', async () => {
    const { write, inspect } = await openWorkplace();
    expect((await inspect(await write('Ism;Kod\nAziza;9.98901E+11'))).mapping?.phone).toBe(1);
  });

  test('there may be no phone at all', async () => {
    const { write, inspect } = await openWorkplace();
    expect((await inspect(await write('Ism;Shahar\nAziza;Buxoro'))).mapping).toBeNull();
  });

  test('the columns of a mended file of rejected rows are set aside', async () => {
    const { write, inspect } = await openWorkplace();
    const path = await write('row;reason;Ism;Telefon\n7;no-phone: x;Aziza;901234567');
    expect((await inspect(path)).mapping).toEqual({ phone: 3, name: 2, ignored: [0, 1] });
  });
});

describe('a table as people make it', () => {
  test('a title above the header, also across merged cells, is no contact', async () => {
    const { write, inspect } = await openWorkplace();
    const rows = 'Ism;Telefon;Qarz\nAziza;901234567;5\nAli;901234568;7\n';
    for (const title of ['“Lola” doʻkoni mijozlari;;\n2026-yil;;\n\n', 'Mijozlar\n']) {
      expect(await inspect(await write(`${title}${rows}`))).toMatchObject({
        delimiter: ';',
        header: ['Ism', 'Telefon', 'Qarz'],
        mapping: { phone: 1, name: 0, ignored: [] },
      });
    }
  });

  test('a first row that is only a number is a contact, not a title', async () => {
    const { write, run } = await openWorkplace();
    const report = await run(await write('901234566;\nAziza;901234567\nAli;901234568\n'));
    expect(report).toMatchObject({ rows: 3 });
  });

  test('columns without a name and without anything in them are ignored; the first of two numbers is the phone', async () => {
    const { write, inspect } = await openWorkplace();
    const path = await write(';Ism;Telefon;;Telefon 2\n;Aziza;901234567;;901234569\n;Ali;901234568;;\n');
    expect(await inspect(path)).toMatchObject({
      header: ['Column 1', 'Ism', 'Telefon', 'Column 4', 'Telefon 2'],
      mapping: { phone: 2, name: 1, ignored: [0, 3] },
    });
  });
});

describe('what cannot be imported', () => {
  test.each([
    ['empty-file', ''],
    ['empty-file', '\ufeff'],
    ['empty-file', ' \n;;\n\n'],
    ['only-a-header', 'Ism;Telefon\n\n'],
    ['not-text', 'Ism;Tele\0fon\nAziza;901234567'],
    ['not-text', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
    ['not-text', '%PDF-1.7\n'],
    ['too-many-columns', `${'a,'.repeat(256)}b\n${'1,'.repeat(256)}2`],
    ['cell-too-long', `Ism;Telefon\n${'a'.repeat(10_001)};901234567`],
    ['bad-quotes', 'Ism;Telefon\n"Aziza;901234567\nAli;901234568\n'],
    ['bad-quotes', 'Ism;Telefon\n"Oltin" savdo;901234567\n"Ali";901234568\n'],
  ])('%s', async (reason, content) => {
    const { write, inspect } = await openWorkplace();
    expect(await reasonOf(inspect(await write(content)))).toBe(reason);
  });

  test('a file that is not there, a folder, an unknown country', async () => {
    const { pathOf, write, inspect, folder } = await openWorkplace();
    await expect(inspect(pathOf('none.csv'))).rejects.toMatchObject({
      code: 'not-found',
      details: { reason: 'no-such-file' },
    });
    await mkdir(pathOf('folder.csv'));
    expect(await reasonOf(inspect(pathOf('folder.csv')))).toBe('is-a-folder');
    expect(await reasonOf(inspect(`${folder}\0`))).toBe('unreadable-file');
    expect(await reasonOf(inspect(await write('901234567'), null, 'XX'))).toBe('unknown-country');
  });

  test.skipIf(process.platform === 'win32')('a device', async () => {
    const { inspect } = await openWorkplace();
    expect(await reasonOf(inspect('/dev/zero'))).toBe('not-a-file');
  });
});

test('quotes inside a cell are forgiven where they swallow nothing', async () => {
  const { write, inspect } = await openWorkplace();
  const path = await write('Ism;Telefon\nOOO "Baraka";901234567\n"Oltin" savdo";901234568\n');
  expect((await inspect(path)).sample).toEqual([
    ['OOO "Baraka"', '901234567'],
    ['Oltin" savdo', '901234568'],
  ]);
});
