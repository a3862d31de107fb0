import { Button, Group, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Thread } from '../../../shared/inbox.ts';
import { countParts, roomOf } from '../../../shared/segments.ts';
import { useAction } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { draftKey, useInboxSession } from './inbox-session.tsx';
import classes from './ReplyBox.module.css';

/** Why nobody can be answered. */
export type ReplyObstacle = 'opted-out' | 'no-number' | 'no-account' | 'no-key';

interface ReplyBoxProps {
  thread: Thread;
  who: string;
  obstacle: ReplyObstacle | null;
}

/** The contract's limit of an answer, which is MobSMS's of a message. */
const LONGEST = 1600;

/** Where an answer is written; what was begun stays until it is sent. */
export function ReplyBox({ thread, who, obstacle }: ReplyBoxProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const hintId = useId();
  const { drafts } = useInboxSession();
  const key = draftKey(thread);
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  const box = useRef<HTMLTextAreaElement>(null);
  const reply = useAction('inbox.reply');
  const { accountId, phone } = thread;
  const counted = countParts(text);
  const canSend = obstacle === null && text.trim() !== '' && !reply.isPending;

  const write = (words: string) => {
    drafts.set(key, words);
    setText(words);
  };
  const send = () => {
    if (!canSend) return;
    reply.mutate(
      { accountId, phone, text },
      {
        onSuccess: () => {
          drafts.delete(key);
          setText('');
          // The button goes dark once there is nothing to send.
          box.current?.focus();
          void client.invalidateQueries({ queryKey: ['inbox.thread'] });
          void client.invalidateQueries({ queryKey: ['inbox.threads'] });
        },
      },
    );
  };

  return (
    <form
      className={classes.reply}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {reply.isError && <ErrorNote error={reply.error} />}
      <Textarea
        ref={box}
        aria-label={t('inbox.reply.label', { name: who })}
        aria-describedby={hintId}
        placeholder={obstacle ? undefined : t('inbox.reply.label', { name: who })}
        value={text}
        disabled={obstacle !== null}
        readOnly={reply.isPending}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="xs" c="dimmed" id={hintId} className="number">
          {hint()}
        </Text>
        <Button
          type="submit"
          flex="none"
          loading={reply.isPending}
          disabled={!canSend}
          leftSection={<IconSend size={17} aria-hidden />}
        >
          {t('inbox.reply.send')}
        </Button>
      </Group>
    </form>
  );

  function hint(): string {
    if (obstacle) return t(`inbox.reply.obstacles.${obstacle}`);
    if (text === '') return t('inbox.reply.hint');
    return t('preview.size', {
      count: counted.parts,
      number: format.count(counted.parts),
      units: format.count(counted.units),
      room: format.count(roomOf(counted.encoding, counted.parts)),
      encoding: t(`alphabets.${counted.encoding}`),
    });
  }
}
