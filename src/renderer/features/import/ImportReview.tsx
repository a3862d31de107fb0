import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconPhoneX, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../api.ts';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { fates } from './fates.ts';
import classes from './ImportReview.module.css';
import type { ReviewStep } from './import-step.ts';
import { listOfName } from './list-of-name.ts';
import { RejectedRows } from './RejectedRows.tsx';
import { SaveRejectsButton } from './SaveRejectsButton.tsx';
import { StepHeading } from './StepHeading.tsx';
import { TakenRows } from './TakenRows.tsx';
import { useSaveRejects } from './use-save-rejects.ts';

interface ImportReviewProps {
  step: ReviewStep;
  onBack: () => void;
  onImport: () => void;
  onAnother: () => void;
}

/** The third step: what the file will do, before anything is written. */
export function ImportReview({ step, onBack, onImport, onAnother }: ImportReviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const saving = useSaveRejects(step);
  const { check, draft } = step;
  const count = check.created + check.updated + check.unchanged;
  // Who stays the same may still be put on another list.
  const isSame = count > 0 && check.created + check.updated + check.joining === 0;
  const list = draft.list.trim();
  const file = step.chosen.name;
  const counted = (of: number) => ({ count: of, number: format.count(of) });

  return (
    <Stack gap="lg">
      <Card labelledBy="review-heading">
        <StepHeading id="review-heading">
          {isSame ? t('import.review.same') : t('import.review.title', { ...counted(count), list })}
        </StepHeading>
        <Text c="dimmed">
          {isSame
            ? t('import.review.sameBody', { ...counted(count), name: file, list })
            : t('import.review.rows', { ...counted(check.rows), name: file })}
        </Text>
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
          {isSame ? (
            <SameAgain list={list} onAnother={onAnother} />
          ) : (
            <Button onClick={onImport} disabled={count === 0 || saving.busy}>
              {actionWords()}
            </Button>
          )}
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

  function actionWords(): string {
    if (count === 0) return t('import.review.nothing');
    if (check.created + check.updated === 0) return t('import.review.join', counted(check.joining));
    return t('import.review.action', counted(count));
  }
}

/** What one may have wanted with people who are all there already. */
function SameAgain({ list, onAnother }: { list: string; onAnother: () => void }) {
  const { t } = useTranslation();
  const { data: lists = [] } = useCall('lists.list', {});
  const known = listOfName(lists, list);
  return (
    <>
      {known && (
        <Button
          component={Link}
          href={`/campaigns/new/to/${known.id}`}
          leftSection={<IconSend size={18} aria-hidden />}
        >
          {t('import.report.newCampaign')}
        </Button>
      )}
      <Button variant="default" onClick={onAnother}>
        {t('import.report.another')}
      </Button>
    </>
  );
}
