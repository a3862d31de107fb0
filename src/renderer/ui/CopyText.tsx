import { Button, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.ts';

interface CopyTextProps {
  text: string;
  /** What is copied, for those who hear several of these buttons. */
  what: string;
}

/** How long the button says that it worked, ms. */
const SAID_FOR = 2000;

/** Puts a text that is on the screen on the clipboard. Not for secrets: those never reach the window. */
export function CopyText({ text, what }: CopyTextProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), SAID_FOR);
    return () => window.clearTimeout(timer);
  }, [copied]);

  return (
    <Button
      size="compact-sm"
      variant="default"
      flex="none"
      leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      onClick={() => setCopied(copyText(text))}
    >
      <span aria-live="polite">{t(copied ? 'ui.copy.done' : 'ui.copy.action')}</span>
      <VisuallyHidden> {what}</VisuallyHidden>
    </Button>
  );
}
