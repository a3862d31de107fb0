import { Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/account.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useAccountCheck } from '../accounts/use-account-check.ts';
import { isApproved, readSettings, type OtpDraft } from './otp-draft.ts';
import classes from './OtpPreview.module.css';

interface OtpPreviewProps {
  draft: OtpDraft;
  account: Account | undefined;
}

/** Asking for every keystroke would lag behind the typing, ms. */
const PAUSE_IN_TYPING = 200;

/** The text as the phone will show it, with its code hidden, and its parts. */
export function OtpPreview({ draft, account }: OtpPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const headingId = useId();
  const check = useAccountCheck(account);
  const provider = account?.provider;
  const [settled] = useDebouncedValue(draft, PAUSE_IN_TYPING);
  const settings = readSettings(settled, provider);
  const preview = useCall(
    'otp.preview',
    // While something is wrong nothing is asked, and any content will do for the type.
    {
      content: settings?.content ?? { kind: 'text', text: '<code>' },
      codeLength: settled.codeLength,
    },
    { enabled: settings !== null, keepLast: true },
  );
  const shown = settings ? preview.data : undefined;

  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} className={classes.title}>
        {t('otp.preview.title')}
      </h3>
      {preview.isError && <ErrorNote error={preview.error} />}
      {!settings && <Text c="dimmed">{t('otp.preview.nothingYet')}</Text>}
      {settings && !shown && !preview.isError && <Skeleton height={64} radius="lg" />}
      {shown && (
        <>
          <div className={classes.bubble} {...(isApproved(settled, provider) ? { lang: 'uz' } : {})}>
            {shown.text}
          </div>
          <Text size="xs" c="dimmed" mt={8} className="number">
            {size(shown)}
          </Text>
        </>
      )}
    </section>
  );

  function size({ parts, encoding }: CallOutput<'otp.preview'>): string {
    const words = { count: parts, number: format.count(parts), encoding: t(`alphabets.${encoding}`) };
    const price = check.data?.price;
    return [
      t('otp.preview.size', words),
      // At the price for numbers at home: to whom the code goes is not known here.
      ...(price ? [t('accounts.price', { price: format.price(price) })] : []),
    ].join(' · ');
  }
}
