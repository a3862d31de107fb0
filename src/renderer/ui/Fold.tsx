import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import classes from './Fold.module.css';

interface FoldProps {
  label: string;
  opened: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** What few need, folded away under its name. */
export function Fold({ label, opened, onToggle, children }: FoldProps) {
  const id = useId();
  return (
    <div>
      <UnstyledButton className={classes.fold} aria-expanded={opened} aria-controls={id} onClick={onToggle}>
        <IconChevronRight size={17} aria-hidden className={classes.chevron} />
        {label}
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        {children}
      </Collapse>
    </div>
  );
}
