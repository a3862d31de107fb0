import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Headline.module.css';

interface HeadlineProps {
  /** Names the card for screen readers. */
  id?: string;
  /** What it is about, small. */
  title: string;
  /** The number or the words that one came for. */
  children: ReactNode;
}

/** The one thing that a card tells, as the largest in it; its heading, which others say too, stands small above. */
export function Headline({ id, title, children }: HeadlineProps) {
  return (
    <div className={classes.headline}>
      <Title order={2} id={id} className={classes.title}>
        {title}
      </Title>
      <div className={classes.value}>{children}</div>
    </div>
  );
}
