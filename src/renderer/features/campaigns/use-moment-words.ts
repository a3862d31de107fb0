import { useTranslation } from 'react-i18next';
import { useCityName } from '../../ui/use-city-name.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { ownZone } from './own-zone.ts';

/** Minutes are what is read, ms. */
const EVERY = 10_000;
const MINUTE = 60_000;

/**
 * A moment to come, with its zone spelled out: `in 3 hr 20 min, 09:00 in Tashkent`. In this computer's zone where none
 * is given (IANA).
 */
export function useMomentWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const cityOf = useCityName();
  const now = useNow(EVERY);
  return (moment: number, zone = ownZone()): string => {
    const clock = format.clockIn(moment, zone);
    const day = format.dateIn(moment, zone);
    const place = cityOf(zone);
    if (moment <= now) return t('moments.now');
    const left =
      moment - now < MINUTE ? t('moments.lessThanMinute') : format.duration(toMinutes(moment - now));
    return day === format.dateIn(now, zone)
      ? t('moments.today', { left, clock, place })
      : t('moments.otherDay', { left, day, clock, place });
  };
}

function toMinutes(ms: number): number {
  return Math.round(ms / MINUTE) * MINUTE;
}
