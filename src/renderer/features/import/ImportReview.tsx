import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconPhoneX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { fates } from './fates.ts';
import classes from './ImportReview.module.css';
import type { ReviewStep } from './import-step.ts';
import { RejectedRows } from './RejectedRows.tsx';
import { SaveRejectsButton } from './SaveRejectsButton.tsx';
import { StepHeading } from './StepHeading.tsx';
import { TakenRows } from './TakenRows.tsx';
import { useSaveRejects } from './use-save-rejects.ts';

interface ImportReviewProps {
  step: ReviewStep;
  onBack: () => void;
  onImport: () => void;
}

/** The third step: what the file will do, before anything is written. */
export function ImportReview({ step, onBack, onImport }: ImportReviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const saving = useSaveRejects(step);
  const { check, draft } = step;
  const count = check.created + check.updated + check.unchanged;
  const counted = (of: number) => ({ count: of, number: format.count(of) });

  return (
    <Stack gap="lg">
      <Card labelledBy="review-heading">
        <StepHeading id="review-heading">
          {t('import.review.title', { ...counted(count), list: draft.list.trim() })}
        </StepHeading>
        <Text c="dimmed">{t('import.review.rows', { ...counted(check.rows), name: step.chosen.name })}</Text>
        <dl className={classes.fates}>
          {fates.map(({ name, Icon, colour }) => (
            <div key={name} className={classes.fate} data-none={check[name] === 0 || undefined}>
              <dt>
                <Icon size={18} stroke={1.7} color={colour} aria-hidden />
                {t(`import.fates.${name}.title`)}
              </dt>
              <dd>
                <strong>{format.count(check[name])}</strong>
                <span>{t(`import.fates.${name}.hint`)}</span>
              </dd>
            </div>
          ))}
        </dl>
        <Group mt="xl" gap="sm">
          <Button onClick={onImport} disabled={count === 0 || saving.busy}>
            {count === 0 ? t('import.review.nothing') : t('import.review.action', counted(count))}
          </Button>
          <Button variant="default" leftSection={<IconArrowLeft size={17} aria-hidden />} onClick={onBack}>
            {t('import.review.back')}
          </Button>
        </Group>
      </Card>
      {check.doubtful > 0 && (
        <Notice tone="warning" icon={<IconPhoneX aria-hidden />}>
          {t('import.review.doubtful', counted(check.doubtful))}
        </Notice>
      )}
      <RejectedRows
        of={check}
        title={t('import.review.rejected')}
        action={<SaveRejectsButton {...saving} />}
      />
      <TakenRows check={check} />
    </Stack>
  );
}
