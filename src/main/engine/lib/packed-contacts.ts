/**
 * Contacts on their way between threads. A text with a line for each is handed over at once, where a million objects are
 * taken apart and put together again, on the engine's thread, too.
 */
export interface PackedContacts {
  readonly count: number;
  /** E.164, each once in an import. */
  readonly phones: string;
  readonly names: string;
  /** A JSON object each. */
  readonly fields: string;
  /** Their rows in the file; 0 where they come from none. */
  readonly rows: Uint32Array;
}

export interface Packer {
  /** @param fields as JSON */
  add(phone: string, name: string, fields: string, row: number): void;
  /** Those that were added since the last time. */
  take(): PackedContacts;
}

export function createPacker(): Packer {
  let phones: string[] = [];
  let names: string[] = [];
  let fields: string[] = [];
  let rows: number[] = [];
  return {
    add(phone, name, json, row) {
      phones.push(phone);
      // A name is one line: what is pasted may have more.
      names.push(name.includes('\n') ? name.replaceAll('\n', ' ') : name);
      fields.push(json);
      rows.push(row);
    },
    take() {
      const packed = {
        count: rows.length,
        phones: phones.join('\n'),
        names: names.join('\n'),
        fields: fields.join('\n'), // JSON has no line break of its own
        rows: Uint32Array.from(rows),
      };
      phones = [];
      names = [];
      fields = [];
      rows = [];
      return packed;
    },
  };
}

/** Each contact as a row of a table: phone, name, fields (JSON), row. */
export function unpackContacts(
  packed: PackedContacts,
  tell: (phone: string, name: string, fields: string, row: number) => void,
): void {
  const phones = packed.phones.split('\n');
  const names = packed.names.split('\n');
  const fields = packed.fields.split('\n');
  for (let index = 0; index < packed.count; index += 1) {
    tell(phones[index] ?? '', names[index] ?? '', fields[index] ?? '', packed.rows[index] ?? 0);
  }
}
