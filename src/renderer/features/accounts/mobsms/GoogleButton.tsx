import { Button, Text } from '@mantine/core';
import { IconBrandGoogle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../../api.ts';

/** *Sign in with Google*, where it is configured; `onSignIn` ends when the browser's part is done. */
export function GoogleButton({ onSignIn, disabled }: { onSignIn: () => Promise<void>; disabled: boolean }) {
  const { t } = useTranslation();
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const [waiting, setWaiting] = useState(false);
  if (!info.data?.googleSignIn) return null;

  const signIn = async () => {
    setWaiting(true);
    await onSignIn();
    setWaiting(false);
  };

  return (
    <div>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconBrandGoogle size={17} aria-hidden />}
        loading={waiting}
        disabled={disabled && !waiting}
        onClick={() => void signIn()}
      >
        {t('mobsms.connect.google.action')}
      </Button>
      <Text size="xs" c="dimmed" mt={4} component="output" display="block">
        {waiting && t('mobsms.connect.google.waiting')}
      </Text>
    </div>
  );
}
