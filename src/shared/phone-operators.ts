/**
 * The operators of whole number ranges, by the digits after the country code. From Google's libphonenumber
 * (`resources/carrier/en/998.txt` and `995.txt`), only ranges that it gives to one operator throughout, in its
 * names. In Georgia a number may have moved to another operator since: a range tells where it began.
 */
const operators: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '+998': {
    Beeline: ['20', '90', '91', '92'],
    Humans: ['33'],
    Mobiuz: ['88', '97'],
    Perfectum: ['98'],
    Ucell: ['50', '93', '94'],
    Uzbektelecom: ['77', '95', '99'],
  },
  '+995': {
    Geocell: ['514', '555', '557', '558', '577', '593'],
    MagtiCom: ['505', '511', '551', '585', '591', '595', '596', '598', '599'],
    Silknet: ['570', '580'],
    Veon: ['571', '574', '579', '592', '597'],
  },
};

const operatorOf = new Map(
  Object.entries(operators).flatMap(([code, names]) =>
    Object.entries(names).flatMap(([name, ranges]) =>
      ranges.map((range) => [`${code}${range}`, name] as const),
    ),
  ),
);

/** The operator of a range such as `+99890`; null where no source gives all of it to one. */
export function findOperator(prefix: string): string | null {
  return operatorOf.get(prefix) ?? null;
}

/** Whether numbers of this beginning are told apart by operators' ranges: those of the two home countries. */
export function hasRanges(prefix: string): boolean {
  return Object.keys(operators).some((code) => prefix.startsWith(code));
}
