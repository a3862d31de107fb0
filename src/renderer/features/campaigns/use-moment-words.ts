import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';

/** Minutes are what is read, ms. */
const EVERY = 10_000;
const MINUTE = 60_000;

/** A moment to come, with its zone spelled out: `in 3 hr 20 min, 09:00 in Tashkent`. */
export function useMomentWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(EVERY);
  return (moment: number): string => {
    const clock = format.clock(moment);
    const place = placeOfZone();
    const isToday = new Date(moment).toDateString() === new Date(now).toDateString();
    const day = format.date(moment);
    if (moment <= now) return t('moments.now');
    const left =
      moment - now < MINUTE ? t('moments.lessThanMinute') : format.duration(toMinutes(moment - now));
    return isToday
      ? t('moments.today', { left, clock, place })
      : t('moments.otherDay', { left, day, clock, place });
  };
}

function toMinutes(ms: number): number {
  return Math.round(ms / MINUTE) * MINUTE;
}

/** The city by which the computer's zone is named (IANA): `Asia/Tashkent` is Tashkent. */
function placeOfZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
