/**
 * Contacts on their way between threads. Memory is handed over at once; a million objects would be taken apart and put
 * together again, also by the engine's thread, which only passes them on.
 */
export type PackedContacts = ArrayBuffer;

interface Packer {
  /**
   * @param phone E.164, each once in an import
   * @param fields as JSON
   * @param row in the file; 0 where it comes from none
   */
  add(phone: string, name: string, fields: string, row: number): void;
  /** All of them. */
  pack(): PackedContacts;
}

/** Packs contacts into a text: how many they are, then a line for each of their phones, of their names and so on. */
export function createPacker(): Packer {
  const phones: string[] = [];
  const names: string[] = [];
  const fields: string[] = []; // JSON has no line break of its own
  const rows: number[] = [];
  return {
    add(phone, name, json, row) {
      phones.push(phone);
      // A name is one line: what is pasted may have more.
      names.push(name.includes('\n') ? name.replaceAll('\n', ' ') : name);
      fields.push(json);
      rows.push(row);
    },
    pack() {
      const columns = [phones, names, fields, rows].map((column) => column.join('\n'));
      return new TextEncoder().encode([rows.length, ...columns].join('\n')).buffer;
    },
  };
}

/** Tells each contact as it was added. */
export function unpackContacts(packed: PackedContacts, tell: Packer['add']): void {
  const lines = new TextDecoder().decode(packed).split('\n');
  const count = Number(lines[0]);
  const cell = (column: number, index: number) => lines[1 + column * count + index] ?? '';
  for (let index = 0; index < count; index += 1) {
    tell(cell(0, index), cell(1, index), cell(2, index), Number(cell(3, index)));
  }
}
