/** Who is made up for benchmarks: names, numbers and fields as customers of a shop in Tashkent have them. */
export interface MadePerson {
  readonly phone: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

const OPERATORS = '90 91 93 94 95 97 98 99 88 33'.split(' ');
const FIRST_NAMES = (
  'Aziz Dilnoza Bobur Malika Jasur Nodira Sardor Gulnora Otabek Feruza Rustam Zulfiya Sherzod ' +
  'Kamola Ulugʻbek Madina Farrux Sevara Timur Nigora Анвар Шахноза Бахтиёр Лола Гиорги ნინო Islom ' +
  'Barno Akmal Yulduz'
).split(' ');
const LAST_NAMES = (
  'Karimov Rahimova Yusupov Toʻrayeva Saidov Abdullayeva Ismoilov Nazarova Qodirov Xolmatova ' +
  'Ergashev Usmonova Mirzayev Tursunova Каримов Юсупова Hakimov Sobirova Joʻrayev Umarova Olimov ' +
  'Sattorova Vohidov Begmatova'
).split(' ');
const CITIES = 'Toshkent Samarqand Buxoro Andijon Namangan Fargʻona Nukus Qarshi Жиззах'.split(' ');

/** Whom a search for something rare finds: so many people, however many there are, spread over all of them. */
export const RARE = { people: 5, name: 'Zokirxoʻjayev', city: 'Moʻynoq', digits: '7770077' } as const;

/** The person at that place among `count`; the same each time, no number twice among ten million. */
export function personAt(index: number, count: number): MadePerson {
  const apart = Math.ceil(count / RARE.people);
  const rare = index % apart === Math.floor(apart / 2) ? Math.floor(index / apart) : null;
  const random = scattered(index);
  const first = FIRST_NAMES[random % FIRST_NAMES.length] ?? '';
  const last = rare !== null ? RARE.name : (LAST_NAMES[(random >> 6) % LAST_NAMES.length] ?? '');
  // Half live in the capital.
  const city = CITIES[(random >> 12) % 2 === 0 ? 0 : (random >> 14) % CITIES.length] ?? '';
  const fields = {
    Shahar: rare !== null ? RARE.city : city,
    Filial: String(1 + ((random >> 8) % 40)),
    // Two of five owe nothing.
    Qarz: random % 5 < 2 ? '' : String(10_000 + ((random >> 3) % 500_000)),
  };
  return {
    phone: rare === null ? phoneAt(index) : `+9987${rare}${RARE.digits}`,
    name: `${first} ${last}`,
    fields,
  };
}

/** The number of whoever stands at that place, unless it is a rare one. */
export function phoneAt(index: number): string {
  // A step without a common divisor goes through all seven digits before one comes again.
  const digits = String((index * 7_368_787) % 10_000_000).padStart(7, '0');
  // Every tenth lives in Georgia.
  if (index % 10 === 9) return `+99555${digits}`;
  return `+998${OPERATORS[index % OPERATORS.length]}${digits}`;
}

/** A number that looks like chance and is the same each time (Knuth's multiplicative hash), 0 to 2^31. */
function scattered(index: number): number {
  return (Math.imul(index + 1, 2_654_435_761) >>> 1) ^ (index % 7);
}
