import { inflateRawSync, constants } from 'node:zlib';

/** A part of a workbook, which is a zip archive, as the archive's directory tells it. */
export interface ZipPart {
  readonly name: string;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

/**
 * The directory of a zip archive (APPNOTE.TXT 4.3.12, 4.3.16), read before anything is unpacked: the library
 * unpacks no more of a part than its directory says, so that what is declared here is what memory it can take.
 * Undefined where there is none.
 */
export function readZipDirectory(data: Buffer): ZipPart[] | undefined {
  // The end record has 22 bytes and a comment of 65,535 at most.
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < data.length - 22 - 0xffff || end + 22 > data.length) return undefined;
  const parts: ZipPart[] = [];
  let at = data.readUInt32LE(end + 16);
  for (let count = data.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== 0x02014b50) return undefined;
    const nameLength = data.readUInt16LE(at + 28);
    parts.push({
      name: data.toString('utf8', at + 46, at + 46 + nameLength),
      packedBytes: data.readUInt32LE(at + 20),
      bytes: data.readUInt32LE(at + 24),
      headerAt: data.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return parts;
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
