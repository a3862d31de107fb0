import type { FileEncoding } from '../../../../shared/csv-import.ts';
import { badFile, readBlocks, wrongEncoding } from './read-file.ts';

/** How a PDF begins, which has no NUL at its start. */
const PDF_START = [0x25, 0x50, 0x44, 0x46, 0x2d];

const BYTE_ORDER_MARKS: readonly { bytes: readonly number[]; encoding: FileEncoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * The encoding of a whole file: its byte order mark, else UTF-8 if not one byte speaks against it, else
 * windows-1251 as a guess (the usual one for Cyrillic in Excel). A `wanted` encoding wins where the bytes
 * allow it. Throws `wrong-encoding` and `not-text`.
 */
export async function detectEncoding(
  path: string,
  wanted: FileEncoding | null,
  signal: AbortSignal,
): Promise<{ encoding: FileEncoding; certain: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let marked: FileEncoding | undefined;
  let isUtf8 = true;
  let first = true;
  for await (const { bytes } of readBlocks(path, signal)) {
    if (first) {
      first = false;
      if (startsWith(bytes, PDF_START)) throw notText();
      marked = BYTE_ORDER_MARKS.find((mark) => startsWith(bytes, mark.bytes))?.encoding;
      if (marked && wanted && wanted !== marked) throw wrongEncoding(wanted);
    }
    const encoding = marked ?? wanted;
    if (encoding === 'utf-16le' || encoding === 'utf-16be') return { encoding, certain: true };
    if (bytes.includes(0)) throw notText();
    if (isUtf8) isUtf8 = accepts(() => decoder.decode(bytes, { stream: true }));
  }
  if (isUtf8) isUtf8 = accepts(() => decoder.decode());
  if (marked && !isUtf8) {
    throw badFile(
      'wrong-encoding',
      'The file says that it is UTF-8 and is not: save it again as “CSV UTF-8”.',
    );
  }
  const encoding = wanted ?? (isUtf8 ? 'utf-8' : 'windows-1251');
  if (encoding === 'utf-8' && !isUtf8) throw wrongEncoding(encoding);
  return { encoding, certain: wanted !== null || isUtf8 };
}

function notText() {
  return badFile(
    'not-text',
    'This is neither a text nor an Excel workbook: save the contacts as .xlsx or CSV and choose that file.',
  );
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function accepts(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}
