/** Invented customers, the same at every run: pictures that change by themselves cannot be compared. */
const GIVEN = [
  'Aziza',
  'Bobur',
  'Dilnoza',
  'Eldor',
  'Feruza',
  "G'ayrat",
  'Hulkar',
  'Jasur',
  'Kamola',
  'Laziz',
  'Malika',
  'Nodir',
  'Oybek',
  'Parvina',
  'Ravshan',
  'Sevara',
  'Timur',
  'Umida',
  'Xurshid',
  'Zarina',
];
const FAMILY = [
  'Karimov',
  'Rahimov',
  'Yusupov',
  'Saidov',
  'Tursunov',
  'Olimov',
  'Nazarov',
  'Ergashev',
  'Qodirov',
  'Abdullayev',
  'Islomov',
  'Sobirov',
  'Mirzayev',
  'Xolmatov',
  'Umarov',
  'Joʻrayev',
  'Norov',
  'Salimov',
  'Toshmatov',
  'Vohidov',
  'Zokirov',
  'Hamidov',
  'Rashidov',
];
const CITIES = ['Toshkent', 'Samarqand', 'Buxoro', 'Andijon', 'Namangan', "Farg'ona", 'Xiva', 'Nukus'];
/** Prefixes that are in use, so that the reports have more than one of each country. */
const UZBEK_PREFIXES = ['90', '93', '97', '99', '94', '91', '95', '88', '33', '77'];

const GEORGIAN_GIVEN = [
  'Nino',
  'Giorgi',
  'Mariam',
  'Luka',
  'Ana',
  'Davit',
  'Tamar',
  'Irakli',
  'Salome',
  'Levan',
];
const GEORGIAN_FAMILY = [
  'Beridze',
  'Kapanadze',
  'Gelashvili',
  'Maisuradze',
  'Lomidze',
  'Tsiklauri',
  'Dolidze',
  'Kiknadze',
  'Japaridze',
  'Abashidze',
  'Chkheidze',
  'Gogoladze',
  'Kobakhidze',
  'Mchedlidze',
  'Nozadze',
  'Shengelia',
  'Tabatadze',
];
const GEORGIAN_PREFIXES = ['599', '595', '577', '551', '571'];

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

/** A customer list as CSV, as a shop in Tashkent keeps it. */
export function uzbekCustomers(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const name = uzbekName(index % 60 === 59 ? index - 37 : index);
    const birthday = `${String((index % 28) + 1).padStart(2, '0')}.${String((index % 12) + 1).padStart(2, '0')}.${1962 + (index % 40)}`;
    return [
      name,
      `+998${pick(UZBEK_PREFIXES, index * 3)}${numberOf(index, 7)}`,
      pick(CITIES, index),
      `${(index % 37) * 5000 + 20_000}`,
      birthday,
    ].join(';');
  });
  return ['Ism;Telefon;Shahar;Qarz;Tugilgan kun', ...rows].join('\r\n');
}

/** No name comes twice among the first hundreds, but for those who are on the list twice. */
function uzbekName(index: number): string {
  const family = pick(FAMILY, index * 7);
  return `${pick(GIVEN, index)} ${index % 2 === 0 ? `${family}a` : family}`;
}

/** A customer list as CSV, as a clinic in Tbilisi keeps it. */
export function georgianCustomers(count: number): string {
  const rows = Array.from({ length: count }, (_, index) =>
    [
      `${pick(GEORGIAN_GIVEN, index)} ${pick(GEORGIAN_FAMILY, index * 3)}`,
      `+995${pick(GEORGIAN_PREFIXES, index)}${numberOf(index, 6)}`,
      `${(index % 9) + 9}:00`,
    ].join(','),
  );
  return ['Name,Phone,Visit', ...rows].join('\n');
}

/** Digits that differ for every index; one in sixteen ends in 7, to which the sandbox delivers nothing. */
function numberOf(index: number, digits: number): string {
  const last = index % 16 === 15 ? '7' : pick(['0', '1', '2', '3', '4', '5', '6', '8', '9'], index);
  return `${String(index + 10 ** (digits - 2)).slice(0, digits - 1)}${last}`;
}
