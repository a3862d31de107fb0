import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveredShare, MessageErrorCode, type MessageState } from '../../../shared/message.ts';
import type { Report, ReportStep, ReportSum } from '../../../shared/report.ts';
import { useFormat } from '../../ui/use-format.ts';
import { messageStateOrder } from '../campaigns/message-state.ts';
import { useCountryName } from '../campaigns/use-country-name.ts';

type ReportCampaign = Report['campaigns'][number];

/** What a report says, in words. */
export function useReportWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  return useMemo(() => {
    const language = i18n.language === 'en' ? 'en-GB' : i18n.language;
    const periodFormat = (step: ReportStep, timeZone: string) =>
      new Intl.DateTimeFormat(language, {
        timeZone,
        ...(
          {
            hour: { hour: '2-digit', minute: '2-digit' },
            day: { day: 'numeric', month: 'short' },
            month: { month: 'short', year: 'numeric' },
          } as const
        )[step],
      });
    /** What was sent and has no report yet is called by that: all that stands there was sent. */
    const stateName = (state: MessageState) =>
      state === 'accepted' ? t('reports.awaiting') : t(`messageStates.${state}.label`);
    return {
      countryName,
      stateName,
      period: ({ step, zone }: Pick<Report, 'step' | 'zone'>) => {
        const periods = periodFormat(step, zone);
        return (startsAt: number) => periods.format(startsAt);
      },
      /** From the first to the last period of those; a single one stands for itself. */
      periods: ({ step, zone }: Pick<Report, 'step' | 'zone'>) => {
        const periods = periodFormat(step, zone);
        return (first: number, last: number) => periods.formatRange(first, last);
      },
      campaignName: ({ name, kind }: Pick<ReportCampaign, 'name' | 'kind'>) =>
        name ?? t(`reports.singles.${kind === 'otp' ? 'otp' : 'reply'}`),
      /** How many arrived of those that were tried; a dash where none was. */
      share: ({ states }: Pick<ReportSum, 'states'>) => {
        const share = deliveredShare(states);
        return share === null ? '–' : format.percent(share);
      },
      /** As the providers told it; a dash where none did. */
      cost: ({ cost }: ReportSum) =>
        cost.length === 0 ? '–' : format.list(cost.map((money) => format.money(money))),
      /** The engine's keys of a saved table in the window's language. */
      forFile: (report: Report): Record<string, string> => ({
        ...Object.fromEntries(messageStateOrder.map((state) => [`state.${state}`, stateName(state)])),
        ...Object.fromEntries(
          MessageErrorCode.options.map((code) => [`error.${code}`, t(`messageErrors.${code}`)]),
        ),
        ...Object.fromEntries(
          report.prefixes.flatMap(({ country }) =>
            country === null ? [] : [[`country.${country}`, countryName(country)]],
          ),
        ),
        ...Object.fromEntries(
          FILE_WORDS.map((word) => [word, t(`reports.columns.${word}`)] satisfies [string, string]),
        ),
        'kind.list': t('reports.kinds.list'),
        'kind.otp': t('reports.kinds.otp'),
        'kind.reply': t('reports.kinds.reply'),
        'singles.otp': t('reports.singles.otp'),
        'singles.reply': t('reports.singles.reply'),
      }),
    };
  }, [t, i18n.language, format, countryName]);
}

/** Headers of saved tables. */
const FILE_WORDS = [
  'period',
  'country',
  'prefix',
  'operator',
  'account',
  'campaign',
  'kind',
  'recipient',
  'name',
  'text',
  'state',
  'sentAt',
  'changedAt',
  'error',
  'errorWords',
  'sent',
  'share',
  'parts',
  'cost',
  'currency',
] as const;
