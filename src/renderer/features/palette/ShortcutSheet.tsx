import { Kbd, Modal, SimpleGrid, Stack, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, places } from '../../../shared/commands.ts';
import { useKeyWords, useMainKey } from '../../ui/use-key-words.ts';
import classes from './ShortcutSheet.module.css';

interface ShortcutSheetProps {
  opened: boolean;
  onClose: () => void;
}

const actions: readonly Command[] = ['palette', 'new-campaign', 'import-contacts', 'settings', 'shortcuts'];

/** Every key that does something, on one sheet. */
export function ShortcutSheet({ opened, onClose }: ShortcutSheetProps) {
  const { t } = useTranslation();
  const keys = useKeyWords();
  const mainKey = useMainKey();
  const line = (command: Command) => (
    <Line key={command} label={t(`commands.${command}`)} keys={[keys(command) ?? '']} />
  );

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl" verticalSpacing="lg">
        <Stack gap="lg">
          <Group title={t('shortcuts.places')}>{places.map(line)}</Group>
          <Group title={t('shortcuts.actions')}>{actions.map(line)}</Group>
        </Stack>
        <Group title={t('shortcuts.tables')}>
          <Line label={t('shortcuts.move')} keys={['↑', '↓']} />
          <Line label={t('shortcuts.ends')} keys={['Home', 'End']} />
          <Line label={t('shortcuts.open')} keys={[t('shortcuts.enter')]} />
          <Line label={t('shortcuts.select')} keys={[t('shortcuts.space')]} />
          <Line label={t('shortcuts.selectAll')} keys={[`${mainKey}A`]} />
          <Line label={t('shortcuts.remove')} keys={['Delete']} />
          <Line label={t('shortcuts.leave')} keys={[t('shortcuts.escape')]} />
          <Line label={t('shortcuts.help')} keys={['?']} />
        </Group>
      </SimpleGrid>
    </Modal>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={3} id={heading} mb="xs">
        {title}
      </Title>
      <dl className={classes.lines}>{children}</dl>
    </section>
  );
}

function Line({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <div className={classes.line}>
      <dt>{label}</dt>
      <dd className={classes.keys}>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
