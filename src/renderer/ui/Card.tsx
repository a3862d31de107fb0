import { Paper, type PaperProps } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Card.module.css';

interface CardProps extends PaperProps {
  /** Names the region for screen readers; usually the id of its heading. */
  labelledBy?: string;
  children: ReactNode;
}

/** A raised sheet that holds what belongs together. */
export function Card({ labelledBy, children, ...rest }: CardProps) {
  return (
    <Paper
      component="section"
      p="lg"
      className={classes.card}
      {...(labelledBy ? { 'aria-labelledby': labelledBy } : {})}
      {...rest}
    >
      {children}
    </Paper>
  );
}
