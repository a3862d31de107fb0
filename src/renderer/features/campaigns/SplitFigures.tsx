import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { Money } from '../../../shared/money.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { isEnough, type AccountShare } from './balance-check.ts';
import classes from './SplitFigures.module.css';
import { useCountryName } from './use-country-name.ts';

/** Countries beyond these are summed up: nobody reads a hundred lines before sending. */
const LISTED = 8;

/** The same messages by the account that sends them and by the country they go to, where there are several. */
export function SplitFigures({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation();
  const format = useFormat();
  const balanceWords = useBalanceWords();
  const countryName = useCountryName();
  const { accounts, countries } = estimate;
  const listed = countries.slice(0, LISTED);
  const further = countries.slice(LISTED);
  const allCountSms = accounts.every(countsSms);

  return (
    <>
      {accounts.length > 1 && (
        <div className={classes.scroller}>
          <table className={classes.table}>
            <caption>{t('split.byAccount')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('split.account')}</th>
                <th scope="col">{t('estimate.messages')}</th>
                <th scope="col">{t('estimate.parts')}</th>
                <th scope="col">{t('split.cost')}</th>
                <th scope="col">{t('split.balance')}</th>
                <th scope="col">{t('split.duration')}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.accountId}>
                  <th scope="row">{account.accountName}</th>
                  <td>{format.count(account.messages)}</td>
                  <td>{format.count(account.parts)}</td>
                  {costCell(account)}
                  <td
                    data-warning={!isEnough(account) || undefined}
                    data-quiet={account.balance === null || undefined}
                  >
                    {balanceWords(account.balance)}
                  </td>
                  <td>{format.duration(account.durationMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {countries.length > 1 && (
        <div className={classes.scroller}>
          <table className={classes.table}>
            <caption>{t('split.byCountry')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('split.country')}</th>
                <th scope="col">{t('estimate.messages')}</th>
                <th scope="col">{t('estimate.parts')}</th>
                <th scope="col">{t('split.cost')}</th>
              </tr>
            </thead>
            <tbody>
              {listed.map(({ country, messages, parts, cost }) => (
                <tr key={country}>
                  <th scope="row">{countryName(country)}</th>
                  <td>{format.count(messages)}</td>
                  <td>{format.count(parts)}</td>
                  {countryCost(cost, parts)}
                </tr>
              ))}
              {further.length > 0 && (
                <tr>
                  <th scope="row">
                    {t('split.further', { count: further.length, number: format.count(further.length) })}
                  </th>
                  <td>{format.count(sum(further.map(({ messages }) => messages)))}</td>
                  <td>{format.count(sum(further.map(({ parts }) => parts)))}</td>
                  {countryCost(
                    sumOfCosts(further.map(({ cost }) => cost)),
                    sum(further.map(({ parts }) => parts)),
                  )}
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </>
  );

  /** Where a country's messages go through accounts of both kinds, neither money nor SMS says it all. */
  function countryCost(cost: Money | null, parts: number) {
    if (cost) return <td>{format.money(cost)}</td>;
    return allCountSms ? smsCell(parts) : <td data-quiet>{t('split.costUnknown')}</td>;
  }

  function costCell(account: AccountShare) {
    if (account.cost) return <td>{format.money(account.cost)}</td>;
    return countsSms(account) ? smsCell(account.parts) : <td data-quiet>{t('split.costUnknown')}</td>;
  }

  function smsCell(parts: number) {
    return <td>{balanceWords({ unit: 'messages', messages: parts })}</td>;
  }
}

/** Whether an account pays with SMS, of which it needs as many as there are parts. */
function countsSms({ cost, balance }: AccountShare): boolean {
  return cost === null && balance?.unit === 'messages';
}

/** Null where one of them is not known, or in another currency. */
function sumOfCosts(costs: readonly (Money | null)[]): Money | null {
  const [first] = costs;
  if (!first || costs.some((cost) => cost?.currency !== first.currency)) return null;
  return { micros: sum(costs.map((cost) => cost?.micros ?? 0)), currency: first.currency };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
