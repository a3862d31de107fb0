import type { ReactNode } from 'react';
import classes from './Notice.module.css';

interface NoticeProps {
  tone: 'neutral' | 'info' | 'warning' | 'trouble' | 'doubt';
  icon: ReactNode;
  title?: string;
  /** Read out when it appears: `alert` at once, `status` when there is a moment. */
  live?: 'alert' | 'status';
  /** Without corners, across the whole width. */
  edge?: boolean;
  children: ReactNode;
}

/** Something to know, where it matters; its tone has an icon and words beside its colour. */
export function Notice({ tone, icon, title, live, edge = false, children }: NoticeProps) {
  const Tag = live === 'status' ? 'output' : 'div';
  return (
    <Tag
      className={classes.notice}
      data-tone={tone}
      data-edge={edge || undefined}
      {...(live === 'alert' ? { role: 'alert' } : {})}
    >
      <span className={classes.icon}>{icon}</span>
      <div className={classes.body}>
        {title && <div className={classes.title}>{title}</div>}
        {children}
      </div>
    </Tag>
  );
}
