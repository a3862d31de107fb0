import type { Store } from '../../../src/main/engine/store/store.ts';

const FIRST = [
  'Aziza',
  'Jasur',
  'Нодира',
  'Sardor',
  'გიორგი',
  'Dilnoza',
  'Тимур',
  'Nino',
  "G'ayrat",
  'Malika',
];
const LAST = ['Karimova', 'Rahimov', 'Ахмедова', 'Tursunov', 'მაისურაძე', 'Umarova', 'Ким', 'Beridze'];

/** A prime: people stand in a list in no order of their numbers, and each index of numbers is written all over. */
const SCATTER = 611_953;

/** Of a million contacts, so many stand in memory. */
const STAGED_AT_ONCE = 10_000;

/** Puts people straight into the store, as an import of a file would; answers their list's id. */
export async function addContacts(store: Store, people: number): Promise<number> {
  await store.beginImport();
  for (let first = 0; first < people; first += STAGED_AT_ONCE) {
    await store.stageContacts(
      Array.from({ length: Math.min(STAGED_AT_ONCE, people - first) }, (_, place) => {
        const one = first + place;
        return {
          phone: `+99890${1_000_000 + ((one * SCATTER) % people)}`,
          name: `${FIRST[one % FIRST.length]} ${LAST[Math.floor(one / 7) % LAST.length]}`,
          fields: { Qarz: String((one % 997) * 1000), Shahar: one % 3 === 0 ? 'Toshkent' : 'Samarqand' },
        };
      }),
    );
  }
  return (await store.commitImport('Customers', {}, false)).listId;
}
