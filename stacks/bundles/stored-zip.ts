import { crc32 } from 'node:zlib';

/** A file of the zip. */
export interface ZipFile {
  /** Path inside the zip, with `/`. */
  readonly name: string;
  readonly content: Uint8Array;
}

// PKWARE's APPNOTE.TXT 4.3: the signatures and sizes of the three kinds of records.
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const VERSION_NEEDED = 20;
/** "Made by" Unix, so that the mode below counts. */
const MADE_BY_UNIX = (3 << 8) | VERSION_NEEDED;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, the first day that a zip can say. */
const DATE = 0x0021;
/** A plain file that all may read: Lambda runs as another user than the one that unpacks. */
const MODE = 0o100644 << 16;

/**
 * A zip whose bytes depend on nothing but names and contents: sorted, one date, and not compressed, because the same
 * input compressed by another build of zlib gives other bytes. Without zip64, so below 4 GB and 65,536 files.
 */
export function storedZip(files: readonly ZipFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const records: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content } of sorted) {
    const nameBytes = Buffer.from(name, 'utf8');
    const common = commonFields(content, nameBytes.length);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(LOCAL_HEADER, 0);
    common.copy(local, 4);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(CENTRAL_HEADER, 0);
    central.writeUInt16LE(MADE_BY_UNIX, 4);
    common.copy(central, 6);
    central.writeUInt32LE(MODE >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    records.push(local, nameBytes, content);
    directory.push(central, nameBytes);
    offset += local.length + nameBytes.length + content.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_CENTRAL_DIRECTORY, 0);
  end.writeUInt16LE(sorted.length, 8);
  end.writeUInt16LE(sorted.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...records, directoryBytes, end]);
}

/** The 26 bytes that both headers share: version, flags, method 0 (stored), time, date, checksum, sizes, name length. */
function commonFields(content: Uint8Array, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION_NEEDED, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}
