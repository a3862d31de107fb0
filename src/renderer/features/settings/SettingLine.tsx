import type { ReactNode } from 'react';
import { Saved } from './Saved.tsx';
import classes from './SettingLine.module.css';

interface SettingLineProps {
  /** Whether it was saved a moment ago. */
  saved: boolean;
  children: ReactNode;
}

/** One setting with its own label, and beside it the word that it was saved. */
export function SettingLine({ saved, children }: SettingLineProps) {
  return (
    <div className={classes.line}>
      <div className={classes.input}>{children}</div>
      <Saved shown={saved} />
    </div>
  );
}
