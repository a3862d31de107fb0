import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api.ts';
import { useDefaults } from '../../use-defaults.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useTell } from '../../ui/use-tell.tsx';
import { readNumbers } from './read-numbers.ts';

/** Numbers that one call of the contract takes. */
const AT_ONCE = 500;

/** Takes numbers, one a line, that should get nothing more. */
export function AddOptOuts({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('optOuts.add.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <AddForm onClose={onClose} />
    </Modal>
  );
}

function AddForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const { country } = useDefaults();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const { attempt, busy, error } = useAttempt();
  const { phones, faulty } = readNumbers(text, country);

  const add = () =>
    attempt(async () => {
      const added: string[] = [];
      // Whoever has no time for a reason opts people out all the same.
      const why = reason.trim() || t('contacts.optOutReason');
      for (let start = 0; start < phones.length; start += AT_ONCE) {
        const part = phones.slice(start, start + AT_ONCE);
        added.push(...(await call('optOuts.add', { phones: part, reason: why })).added);
      }
      const numbers = { count: added.length, number: format.count(added.length) };
      tell.done(t('optOuts.add.done', numbers), () => {
        Promise.all(added.map((phone) => call('contacts.optIn', { phone }))).catch(tell.trouble);
      });
      onClose();
    });

  const canAdd = phones.length > 0 && faulty.length === 0;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canAdd) void add();
      }}
    >
      <Stack>
        <Textarea
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          label={t('optOuts.add.numbers')}
          description={t('optOuts.add.numbersHint')}
          value={text}
          error={faulty.length > 0 && t('optOuts.add.faulty', { numbers: format.list(faulty.slice(0, 3)) })}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          label={t('contacts.ask.reason')}
          description={t('contacts.ask.reasonHint')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error !== null && <ErrorNote error={error} />}
        <Group justify="flex-end" gap="sm">
          <Text component="output" c="dimmed" className="number" mr="auto">
            {phones.length > 0 &&
              t('optOuts.add.read', { count: phones.length, number: format.count(phones.length) })}
          </Text>
          <Button variant="default" onClick={onClose}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={busy} disabled={!canAdd}>
            {t('optOuts.add.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
