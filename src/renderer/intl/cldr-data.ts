import { setTimeZone } from './cldr-intl.ts';
import '@formatjs/intl-datetimeformat/add-all-tz.js';
import '@formatjs/intl-pluralrules/locale-data/ka.js';
import '@formatjs/intl-pluralrules/locale-data/uz.js';
import '@formatjs/intl-numberformat/locale-data/ka.js';
import '@formatjs/intl-numberformat/locale-data/uz.js';
import '@formatjs/intl-datetimeformat/locale-data/ka.js';
import '@formatjs/intl-datetimeformat/locale-data/uz.js';
import '@formatjs/intl-listformat/locale-data/ka.js';
import '@formatjs/intl-listformat/locale-data/uz.js';
import '@formatjs/intl-displaynames/locale-data/ka.js';
import '@formatjs/intl-displaynames/locale-data/uz.js';

// The imports above are done in this order: first the classes, then what they know.
setTimeZone();
