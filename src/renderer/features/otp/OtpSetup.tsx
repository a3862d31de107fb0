import { Group, Input, NumberInput, SegmentedControl, Stack, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import { CODE_LENGTHS } from '../../../shared/otp.ts';
import { Card } from '../../ui/Card.tsx';
import { AccountSelect } from '../accounts/AccountSelect.tsx';
import { useBalanceWords } from '../accounts/use-balance-words.ts';
import { ApprovedText } from './ApprovedText.tsx';
import { isApproved, type OtpDraft } from './otp-draft.ts';
import { OtpCampaignButton } from './OtpCampaignButton.tsx';
import { OtpPreview } from './OtpPreview.tsx';
import classes from './OtpSetup.module.css';
import { OwnText } from './OwnText.tsx';
import { SavedCodeTexts } from './SavedCodeTexts.tsx';

interface OtpSetupProps {
  accounts: readonly Account[];
  draft: OtpDraft;
  account: Account | undefined;
  onChange: (part: Partial<OtpDraft>) => void;
}

const lengths = Array.from({ length: CODE_LENGTHS.max - CODE_LENGTHS.min + 1 }, (_, index) =>
  String(CODE_LENGTHS.min + index),
);

/** Through which account codes go, what they are wrapped in, how long they are and for how long they hold. */
export function OtpSetup({ accounts, draft, account, onChange }: OtpSetupProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const lengthId = useId();
  const balanceWords = useBalanceWords();
  const { accountId, source, codeLength, validMinutes } = draft;
  const approved = isApproved(draft, account?.provider);

  return (
    <Card labelledBy={headingId}>
      <Title order={2} id={headingId} mb="md">
        {t('otp.setup.title')}
      </Title>
      <Stack gap="md">
        <Group grow align="flex-start">
          <AccountSelect
            accounts={accounts}
            value={accountId}
            onChange={(chosen) => onChange({ accountId: chosen })}
            description={
              account?.balanceIsLow && (
                <span className={classes.low}>
                  <IconAlertTriangle size={14} aria-hidden />
                  {t('otp.low', { balance: balanceWords(account.balance) })}
                </span>
              )
            }
          />
          <SavedCodeTexts draft={draft} provider={account?.provider} onChange={onChange} />
        </Group>
        {account?.provider === 'devsms' && (
          <SegmentedControl
            aria-label={t('otp.source.label')}
            value={source}
            onChange={(value) => onChange({ source: value })}
            data={[
              { value: 'approved', label: t('otp.source.approved') },
              { value: 'own', label: t('otp.source.own') },
            ]}
          />
        )}
        {approved && account ? (
          <ApprovedText draft={draft} account={account} onChange={onChange} />
        ) : (
          <OwnText draft={draft} provider={account?.provider} onChange={onChange} />
        )}
        <Group grow align="flex-start">
          <Input.Wrapper label={t('otp.length')} labelElement="div" labelProps={{ id: lengthId }}>
            <SegmentedControl
              fullWidth
              aria-labelledby={lengthId}
              value={String(codeLength)}
              onChange={(value) => onChange({ codeLength: Number(value) })}
              data={lengths}
            />
          </Input.Wrapper>
          <NumberInput
            label={t('otp.valid.label')}
            suffix={` ${t('otp.valid.unit', { count: validMinutes })}`}
            value={validMinutes}
            min={1}
            max={60}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1) onChange({ validMinutes: value });
            }}
          />
        </Group>
        <OtpPreview draft={draft} account={account} />
        <OtpCampaignButton draft={draft} account={account} />
      </Stack>
    </Card>
  );
}
