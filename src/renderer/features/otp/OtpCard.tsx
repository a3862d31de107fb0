import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCashOff, IconCircleCheck, IconInfoCircle, IconRepeat } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtpStatus } from '../../../shared/otp.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { StateMark } from '../campaigns/StateMark.tsx';
import { useMessageTrouble } from '../campaigns/use-message-trouble.ts';
import classes from './OtpCard.module.css';
import { OtpCheck } from './OtpCheck.tsx';
import { otpStanding } from './otp-standing.ts';
import { OtpPaused } from './OtpPaused.tsx';

interface OtpCardProps {
  id: number;
  /** Whether it was asked for just now: whoever works with the keyboard goes on here. */
  takesFocus: boolean;
  onSendAnother: (recipient: string) => void;
}

const SECOND = 1000;

/** One code on its way: where it is, how long it holds, and the box for what the customer reads back. */
export function OtpCard({ id, takesFocus, onSendAnother }: OtpCardProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const status = useCall('otp.get', { id });
  const isThere = status.data !== undefined;
  useEffect(() => {
    if (takesFocus && isThere) heading.current?.focus();
  }, [takesFocus, isThere]);
  if (status.isError && !status.data) {
    return <ErrorNote error={status.error} onRetry={() => void status.refetch()} />;
  }
  if (!status.data) return <Skeleton height={220} radius="lg" />;

  const { recipient, accountName } = status.data;
  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} ref={heading} tabIndex={-1}>
        {t('otp.card.title', { phone: formatPhone(recipient) })}
      </Title>
      <Text size="xs" c="dimmed" mb="sm">
        {t('inbox.through', { account: accountName })}
      </Text>
      <Standing status={status.data} />
      <Button
        variant="subtle"
        size="compact-sm"
        mt="md"
        leftSection={<IconRepeat size={15} aria-hidden />}
        onClick={() => onSendAnother(recipient)}
      >
        {t('otp.card.another')}
      </Button>
    </Card>
  );
}

function Standing({ status }: { status: OtpStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(SECOND);
  const { id, state, expiresAt, triesLeft, confirmedAt, cost, text } = status;
  const standing = otpStanding(status, now);
  const facts = [
    standing === 'checkable' && expiresAt !== null
      ? t('otp.card.left', { time: format.duration(expiresAt - now) })
      : null,
    standing === 'checkable' ? t('otp.card.tries', { count: triesLeft }) : null,
    // A refusal that was charged says so itself.
    cost && status.errorCode !== 'refused-charged'
      ? t('otp.card.charged', { cost: format.money(cost) })
      : null,
  ].filter((fact) => fact !== null);

  return (
    <Stack gap="sm">
      <output className={classes.state}>
        <StateMark state={state} />
        <Text component="span" size="xs" c="dimmed">
          {t(`messageStates.${state}.meaning`)}
        </Text>
      </output>
      {status.pauseReason && state === 'queued' && <OtpPaused status={status} reason={status.pauseReason} />}
      {status.limit && <Text c="dimmed">{t(`live.limit.${status.limit.of}`)}</Text>}
      <Refusal status={status} />
      {confirmedAt !== null && (
        <output className={classes.confirmed}>
          <IconCircleCheck size={22} aria-hidden />
          {t('otp.check.confirmed', { time: format.time(confirmedAt) })}
        </output>
      )}
      {standing === 'checkable' && <OtpCheck id={id} />}
      {(standing === 'expired' || standing === 'no-tries') && (
        <Notice tone="neutral" icon={<IconInfoCircle aria-hidden />}>
          {t(`otp.over.${standing}`)}
        </Notice>
      )}
      {facts.length > 0 && (
        <Text size="xs" c="dimmed" className="number">
          {facts.join(' · ')}
        </Text>
      )}
      <p className={classes.bubble}>{text}</p>
    </Stack>
  );
}

/** Why it did not go; where that was paid for, how much it cost. */
function Refusal({ status }: { status: OtpStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const trouble = useMessageTrouble();
  const { state, errorCode, error, cost } = status;
  if (errorCode === null && error === null) return null;
  const charged = errorCode === 'refused-charged';
  const { reason, detail } = trouble(status);

  return (
    <Notice
      tone="trouble"
      icon={charged ? <IconCashOff aria-hidden /> : <IconInfoCircle aria-hidden />}
      {...titled()}
    >
      {detail !== null && <Text>{detail}</Text>}
      {charged && <Text mt={4}>{t('otp.charged.body')}</Text>}
    </Notice>
  );

  /** Without a reason only the provider's words are new: the state stands above. */
  function titled(): { title?: string } {
    if (charged && cost) return { title: t('otp.charged.title', { cost: format.money(cost) }) };
    if (reason !== null) return { title: reason };
    return detail === null ? { title: t(`messageStates.${state}.label`) } : {};
  }
}
