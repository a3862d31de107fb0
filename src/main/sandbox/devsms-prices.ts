/** A row of DevSMS's table of international prices. */
export interface DevsmsPrice {
  /** Digits, country code first. */
  readonly prefix: string;
  readonly country: string;
  /** ISO 3166-1 alpha-2, lower case, as in its answers. */
  readonly countryCode: string;
  /** Thousandths of a dollar for one part, for a local user. */
  readonly price: number;
}

/**
 * The price of a number (digits) by its longest known prefix, so that +35818 is Åland and not Finland;
 * undefined where DevSMS does not deliver.
 */
export function findDevsmsPrice(phone: string): DevsmsPrice | undefined {
  let best: DevsmsPrice | undefined;
  for (const row of devsmsPriceTable) {
    if (phone.startsWith(row.prefix) && row.prefix.length >= (best?.prefix.length ?? 0)) best = row;
  }
  return best;
}

/**
 * Uzbekistan (examples of sections 1 and 3), and section "International SMS Pricing", column "Local user":
 * the sandbox's account is a local one. Of the two countries of +1 the later row wins: the document's own
 * example calls a +1 number "United States".
 */
export const devsmsPriceTable: readonly DevsmsPrice[] = (
  [
    ['998', 'Uzbekistan', 'uz', 5],
    ['93', 'Afghanistan', 'af', 542],
    ['35818', 'Aland Islands', 'ax', 127],
    ['355', 'Albania', 'al', 137],
    ['244', 'Angola', 'ao', 170],
    ['54', 'Argentina', 'ar', 107],
    ['374', 'Armenia', 'am', 256],
    ['297', 'Aruba', 'aw', 151],
    ['61', 'Australia', 'au', 90],
    ['43', 'Austria', 'at', 144],
    ['994', 'Azerbaijan', 'az', 612],
    ['1242', 'Bahamas', 'bs', 12],
    ['973', 'Bahrain', 'bh', 70],
    ['880', 'Bangladesh', 'bd', 424],
    ['1246', 'Barbados', 'bb', 12],
    ['375', 'Belarus', 'by', 398],
    ['32', 'Belgium', 'be', 154],
    ['501', 'Belize', 'bz', 508],
    ['387', 'Bosnia and Herzegovina', 'ba', 11],
    ['55', 'Brazil', 'br', 92],
    ['359', 'Bulgaria', 'bg', 228],
    ['855', 'Cambodia', 'kh', 242],
    ['1', 'Canada', 'ca', 12],
    ['236', 'Central African Republic', 'cf', 61],
    ['86', 'China', 'cn', 64],
    ['57', 'Colombia', 'co', 74],
    ['385', 'Croatia', 'hr', 137],
    ['53', 'Cuba', 'cu', 124],
    ['357', 'Cyprus', 'cy', 129],
    ['420', 'Czech Republic', 'cz', 98],
    ['45', 'Denmark', 'dk', 95],
    ['20', 'Egypt', 'eg', 304],
    ['372', 'Estonia', 'ee', 140],
    ['358', 'Finland', 'fi', 131],
    ['33', 'France', 'fr', 118],
    ['995', 'Georgia', 'ge', 320],
    ['49', 'Germany', 'de', 167],
    ['30', 'Greece', 'gr', 93],
    ['441481', 'Guernsey', 'gg', 75],
    ['852', 'Hong Kong', 'hk', 119],
    ['36', 'Hungary', 'hu', 129],
    ['354', 'Iceland', 'is', 119],
    ['91', 'India', 'in', 127],
    ['62', 'Indonesia', 'id', 639],
    ['98', 'Iran', 'ir', 334],
    ['964', 'Iraq', 'iq', 447],
    ['353', 'Ireland', 'ie', 110],
    ['972', 'Israel', 'il', 290],
    ['39', 'Italy', 'it', 139],
    ['81', 'Japan', 'jp', 131],
    ['77', 'Kazakhstan', 'kz', 860],
    ['965', 'Kuwait', 'kw', 412],
    ['996', 'Kyrgyzstan', 'kg', 523],
    ['371', 'Latvia', 'lv', 111],
    ['423', 'Liechtenstein', 'li', 91],
    ['370', 'Lithuania', 'lt', 100],
    ['352', 'Luxembourg', 'lu', 121],
    ['389', 'Macedonia', 'mk', 106],
    ['261', 'Madagascar', 'mg', 684],
    ['60', 'Malaysia', 'my', 116],
    ['960', 'Maldives', 'mv', 50],
    ['356', 'Malta', 'mt', 133],
    ['52', 'Mexico', 'mx', 77],
    ['373', 'Moldova', 'md', 117],
    ['377', 'Monaco', 'mc', 238],
    ['976', 'Mongolia', 'mn', 300],
    ['212', 'Morocco', 'ma', 298],
    ['95', 'Myanmar', 'mm', 359],
    ['31', 'Netherlands', 'nl', 149],
    ['64', 'New Zealand', 'nz', 154],
    ['47', 'Norway', 'no', 109],
    ['968', 'Oman', 'om', 229],
    ['92', 'Pakistan', 'pk', 608],
    ['63', 'Philippines', 'ph', 325],
    ['48', 'Poland', 'pl', 65],
    ['351', 'Portugal', 'pt', 80],
    ['974', 'Qatar', 'qa', 95],
    ['40', 'Romania', 'ro', 113],
    ['7', 'Russia', 'ru', 860],
    ['966', 'Saudi Arabia', 'sa', 174],
    ['381', 'Serbia', 'rs', 324],
    ['65', 'Singapore', 'sg', 82],
    ['421', 'Slovakia', 'sk', 138],
    ['386', 'Slovenia', 'si', 300],
    ['82', 'South Korea', 'kr', 75],
    ['34', 'Spain', 'es', 57],
    ['94', 'Sri Lanka', 'lk', 428],
    ['46', 'Sweden', 'se', 98],
    ['41', 'Switzerland', 'ch', 109],
    ['886', 'Taiwan', 'tw', 84],
    ['992', 'Tajikistan', 'tj', 885],
    ['66', 'Thailand', 'th', 45],
    ['216', 'Tunisia', 'tn', 395],
    ['90', 'Turkey', 'tr', 45],
    ['993', 'Turkmenistan', 'tm', 282],
    ['380', 'Ukraine', 'ua', 262],
    ['971', 'United Arab Emirates', 'ae', 197],
    ['44', 'United Kingdom', 'gb', 78],
    ['1', 'United States', 'us', 12],
    ['598', 'Uruguay', 'uy', 142],
    ['1340', 'Vietnam', 'vi', 12],
  ] as const
).map(([prefix, country, countryCode, price]) => ({ prefix, country, countryCode, price }));
