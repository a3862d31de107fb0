import { Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OtpStatus } from '../../../shared/otp.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { StateMark } from '../campaigns/StateMark.tsx';
import { otpStanding } from './otp-standing.ts';
import classes from './OtpList.module.css';

interface OtpListProps {
  /** The newest first. */
  codes: readonly OtpStatus[];
  shownId: number | null;
  onShow: (id: number) => void;
}

/** Whether a code still holds is read to the second above; here it is enough to be about right, ms. */
const EVERY = 5000;

/** The latest codes; a click shows one of them above, where it can be checked. */
export function OtpList({ codes, shownId, onShow }: OtpListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(EVERY);

  return (
    <section aria-labelledby="otp-latest">
      <Title order={2} id="otp-latest" mb="sm">
        {t('otp.latest')}
      </Title>
      <ul className={classes.codes}>
        {codes.map((code) => {
          const { id, recipient, accountName, state, createdAt } = code;
          const standing = otpStanding(code, now);
          return (
            <li key={id}>
              <UnstyledButton
                className={classes.code}
                aria-pressed={id === shownId}
                onClick={() => onShow(id)}
              >
                <span className={classes.phone}>{formatPhone(recipient)}</span>
                <StateMark state={state} />
                <Text component="span" data-standing={standing} className={classes.standing ?? ''}>
                  {/* It holds, but nobody has it to read back. */}
                  {standing === 'checkable' && state === 'undelivered'
                    ? t('accounts.none')
                    : t(`otp.standings.${standing}`)}
                </Text>
                <Text component="span" c="dimmed" className={classes.account ?? ''}>
                  {accountName}
                </Text>
                <Text component="span" c="dimmed" className="number" ta="right">
                  {format.moment(createdAt)}
                </Text>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
