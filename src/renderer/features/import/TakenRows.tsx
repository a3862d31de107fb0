import { Accordion, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, ImportedContact } from '../../../shared/csv-import.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { PlainTable, type PlainColumn } from '../../ui/PlainTable.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './TakenRows.module.css';

const kinds = ['updated', 'created', 'unchanged'] as const;

/** Whom the file brings, whom it changes and how, and whom it leaves: the first rows of each. */
export function TakenRows({ check }: { check: ImportCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = kinds.filter((kind) => check[kind] > 0);
  if (shown.length === 0) return null;

  return (
    <Accordion variant="separated" radius="lg" order={2}>
      {shown.map((kind) => {
        const rows = check.taken[kind];
        const more = check[kind] - rows.length;
        const counted = (count: number) => ({ count, number: format.count(count) });
        return (
          <Accordion.Item key={kind} value={kind} className={classes.item}>
            <Accordion.Control>
              <span className={classes.label}>{t(`import.taken.${kind}`, counted(check[kind]))}</span>
            </Accordion.Control>
            <Accordion.Panel>
              <TakenTable
                rows={rows}
                withChanges={kind === 'updated'}
                label={t(`import.fates.${kind}.title`)}
              />
              {more > 0 && (
                <Text size="xs" c="dimmed" mt="xs" className="number">
                  {t('import.taken.more', counted(more))}
                </Text>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

interface TakenTableProps {
  rows: readonly ImportedContact[];
  withChanges: boolean;
  label: string;
}

function TakenTable({ rows, withChanges, label }: TakenTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: PlainColumn<ImportedContact>[] = [
    {
      key: 'row',
      header: t('import.rejected.row'),
      width: 'fit',
      align: 'end',
      cell: ({ row }) => format.count(row),
    },
    {
      key: 'phone',
      header: t('contacts.columns.phone'),
      width: 'fit',
      cell: phoneCell,
    },
    { key: 'name', header: t('contacts.columns.name'), cell: ({ name }) => name },
  ];
  if (withChanges) {
    columns.push({
      key: 'changes',
      header: t('import.taken.changes'),
      cell: changesCell,
    });
  }
  return <PlainTable label={label} columns={columns} rows={rows} rowKey={({ phone }) => phone} />;
}

function phoneCell({ phone }: ImportedContact) {
  return <span className="number">{formatPhone(phone)}</span>;
}

function changesCell({ changes }: ImportedContact) {
  return <Changes changes={changes} />;
}

function Changes({ changes }: Pick<ImportedContact, 'changes'>) {
  const { t } = useTranslation();
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, from, to }) => (
        <li key={field ?? ''}>
          <span className={classes.field}>{field ?? t('contacts.columns.name')}</span>
          {from !== '' && <del>{from}</del>}
          <ins>{to === '' ? t('import.taken.empty') : to}</ins>
        </li>
      ))}
    </ul>
  );
}
