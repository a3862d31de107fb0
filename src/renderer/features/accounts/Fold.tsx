import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Fold.module.css';

interface FoldProps {
  opened: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** Advanced settings, folded away: what has a good default already. */
export function Fold({ opened, onToggle, children }: FoldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div>
      <UnstyledButton className={classes.fold} aria-expanded={opened} aria-controls={id} onClick={onToggle}>
        <IconChevronRight size={17} aria-hidden className={classes.chevron} />
        {t('accounts.advanced')}
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <div className={classes.content}>{children}</div>
      </Collapse>
    </div>
  );
}
