import { inflateRawSync, constants } from 'node:zlib';

/** A part of a workbook, which is a zip archive, as the archive's directory tells it. */
export interface ZipPart {
  readonly name: string;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
  /** Whether its sizes stand behind the part, too, where no directory is needed to write them. */
  readonly hasDescriptor: boolean;
}

/** Says that the true number, of 64 bits, stands elsewhere. */
const ELSEWHERE = 0xffff_ffff;

/**
 * The directory of a zip archive (APPNOTE.TXT 4.3.12, 4.3.14, 4.3.16, 4.5.3), read before anything is unpacked, as
 * the library reads it: it unpacks no more of a part than its directory says, so that what is declared here is what
 * memory it can take. Undefined where there is none, or where numbers point outside of it.
 */
export function readZipDirectory(data: Buffer): ZipPart[] | undefined {
  try {
    return [...partsOf(data)];
  } catch {
    return undefined;
  }
}

function* partsOf(data: Buffer): Generator<ZipPart> {
  let { count, at } = findDirectory(data);
  for (; count > 0; count--) {
    if (data.readUInt32LE(at) !== 0x02014b50) throw new Error('There is no entry.');
    const nameEnd = at + 46 + data.readUInt16LE(at + 28);
    const extraEnd = nameEnd + data.readUInt16LE(at + 30);
    const wide = wideNumbers(data.subarray(nameEnd, extraEnd));
    // In this order, each only where the plain number says so.
    const [bytes, packedBytes, headerAt] = [24, 20, 42].map((field) => {
      const plain = data.readUInt32LE(at + field);
      return plain === ELSEWHERE ? wide() : plain;
    }) as [number, number, number];
    const hasDescriptor = (data.readUInt16LE(at + 8) & 8) !== 0;
    yield { name: data.toString('utf8', at + 46, nameEnd), packedBytes, bytes, headerAt, hasDescriptor };
    at = extraEnd + data.readUInt16LE(at + 32);
  }
}

function findDirectory(data: Buffer): { count: number; at: number } {
  // The end record has 22 bytes and a comment of 65,535 at most.
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]), data.length - 22);
  if (end < data.length - 22 - 0xffff) throw new Error('There is no end record.');
  const count = data.readUInt16LE(end + 10);
  const at = data.readUInt32LE(end + 16);
  if (count !== 0xffff && data.readUInt32LE(end + 12) !== ELSEWHERE && at !== ELSEWHERE) return { count, at };
  const wideEnd = readWide(data, end - 20 + 8);
  return { count: readWide(data, wideEnd + 32), at: readWide(data, wideEnd + 48) };
}

/** Reads the numbers of an entry's field for large files, one after the other. */
function wideNumbers(extra: Buffer): () => number {
  let at = 0;
  while (at < extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return () => readWide(extra, (at += 8) - 8);
}

function readWide(data: Buffer, at: number): number {
  return Number(data.readBigUInt64LE(at));
}

/** Packed bytes at the start of a sheet that are looked at: what it says of its size stands before its rows. */
const HEAD_BYTES = 4096;

/** How many rows a sheet says that it has; 0 where it does not say it. Only for telling how far a reader is. */
export function declaredRows(data: Buffer, { headerAt, packedBytes }: ZipPart): number {
  try {
    const start = headerAt + 30 + data.readUInt16LE(headerAt + 26) + data.readUInt16LE(headerAt + 28);
    const packed = data.subarray(start, start + Math.min(packedBytes, HEAD_BYTES));
    const head = inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
    return Number(/<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(head)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
