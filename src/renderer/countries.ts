import { nearbyCountries } from './likely-country.ts';

/** ISO 3166-1 alpha-2 of every other place with a numbering plan. */
const elsewhere =
  'AD AE AF AG AI AL AO AR AS AT AU AW BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GF GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KH KI KM KN KP KR KW KY LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SY SZ TC TD TG TH TK TL TN TO TT TV TW TZ UA UG US UY VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  );

/** The countries as choices, in the window's language, the near ones first. */
export function countryChoices(language: string, words: { nearby: string; elsewhere: string }) {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const choice = (code: string) => ({ value: code, label: names.of(code) ?? code });
  return [
    { group: words.nearby, items: nearbyCountries.map(choice) },
    {
      group: words.elsewhere,
      items: elsewhere.map(choice).toSorted((a, b) => a.label.localeCompare(b.label, language)),
    },
  ];
}
