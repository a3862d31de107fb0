import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import { AccountEditor } from './AccountEditor.tsx';

/** Connects a provider. */
export function NewAccountPage() {
  const { t } = useTranslation();
  return (
    <Page
      width="form"
      back={{ to: '/accounts', label: t('accounts.title') }}
      title={t('accounts.new.title')}
      description={t('accounts.new.description')}
    >
      <AccountEditor account={null} />
    </Page>
  );
}
