import type { ReactNode } from 'react';
import classes from './Figure.module.css';

interface FigureProps {
  label: string;
  value: ReactNode;
}

/** One number that matters, with what it counts. */
export function Figure({ label, value }: FigureProps) {
  return (
    <div className={classes.figure}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>{value}</div>
    </div>
  );
}
