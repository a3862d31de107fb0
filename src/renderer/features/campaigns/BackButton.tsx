import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ComposeStep } from './compose-step.ts';

interface BackButtonProps {
  to: ComposeStep;
  disabled?: boolean;
  onGoTo: (step: ComposeStep) => void;
}

/** Leads back to a step of a new campaign, by its name. */
export function BackButton({ to, disabled = false, onGoTo }: BackButtonProps) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      disabled={disabled}
      leftSection={<IconArrowLeft size={17} aria-hidden />}
      onClick={() => onGoTo(to)}
    >
      {t('compose.back', { step: t(`compose.steps.${to}`) })}
    </Button>
  );
}
