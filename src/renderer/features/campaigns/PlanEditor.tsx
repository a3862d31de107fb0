import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PLAN_NAME, type Plan } from '../../../shared/plan.ts';
import { useAction, useCall } from '../../api.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useTell } from '../../ui/use-tell.tsx';
import { DatesFields } from './DatesFields.tsx';
import { RepeatFields } from './RepeatFields.tsx';
import classes from './ScheduleFields.module.css';
import { forOtherList, readPlan, writePlan } from './schedule-draft.ts';

interface PlanEditorProps {
  opened: boolean;
  onClose: () => void;
  plan: Plan;
}

/** Asked about for the columns of the list alone. */
const NOTHING_WRITTEN = '-';
/** As the contract has it. */
const LONGEST_TEXT = 5000;

/** Changes a plan; what it made already stays as it is. */
export function PlanEditor({ opened, onClose, plan }: PlanEditorProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('plans.editor.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {/* Begun anew each time it opens. */}
      {opened && <PlanForm plan={plan} onDone={onClose} />}
    </Modal>
  );
}

function PlanForm({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const lists = useCall('lists.list', {});
  const update = useAction('plans.update');
  const { id, accountId, routing, plainCharacters } = plan;
  const [name, setName] = useState(plan.name);
  const [template, setTemplate] = useState(plan.template);
  const [listId, setListId] = useState(plan.listId);
  const [draft, setDraft] = useState(() => writePlan(plan.schedule));
  const fields = useCall(
    'campaigns.estimate',
    { listId: listId ?? 0, template: NOTHING_WRITTEN, accountId: null },
    { enabled: listId !== null && draft.kind === 'dates' },
  );
  const schedule = readPlan(draft);
  const isWhole = name.trim() !== '' && template.trim() !== '' && listId !== null && schedule !== null;

  const save = () => {
    if (!isWhole) return;
    update.mutate(
      { id, name: name.trim(), template, listId, accountId, routing, plainCharacters, schedule },
      {
        onSuccess: () => {
          onDone();
          tell.done(t('plans.editor.saved'));
        },
      },
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <div className={classes.pair}>
          <TextInput
            data-autofocus
            label={t('plans.editor.name')}
            value={name}
            maxLength={LONGEST_PLAN_NAME}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('plans.editor.list')}
            allowDeselect={false}
            data={(lists.data ?? []).map((list) => ({ value: String(list.id), label: list.name }))}
            value={listId === null ? null : String(listId)}
            onChange={(value) => {
              if (value === null || Number(value) === listId) return;
              setListId(Number(value));
              setDraft(forOtherList(draft));
            }}
          />
        </div>
        <Textarea
          label={t('plans.editor.text')}
          autosize
          minRows={3}
          maxLength={LONGEST_TEXT}
          value={template}
          onChange={(event) => setTemplate(event.currentTarget.value)}
        />
        {draft.kind === 'repeat' ? (
          <RepeatFields schedule={draft} onChange={setDraft} />
        ) : (
          <DatesFields
            schedule={draft}
            listId={listId}
            fields={fields.data?.availableFields ?? []}
            onChange={setDraft}
          />
        )}
        {update.isError && <ErrorNote error={update.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            {t('actions.back')}
          </Button>
          <Button type="submit" loading={update.isPending} disabled={!isWhole}>
            {t('plans.editor.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
