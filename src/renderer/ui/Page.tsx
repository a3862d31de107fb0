import { Group, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Stands beside the title: a state, a mark. */
  aside?: ReactNode;
  description?: ReactNode;
  /** The screen's actions; one of them at most is filled. */
  actions?: ReactNode;
  back?: { to: string; label: string };
  /** How wide the column may get: for reading and forms, for tables, or in the middle. */
  width?: 'form' | 'table' | 'welcome';
  children: ReactNode;
}

/** The heading of a screen and the column below it. */
export function Page({ title, aside, description, actions, back, width = 'table', children }: PageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = t('frame.windowTitle', { title });
  }, [t, title]);

  // A new screen begins at its heading for those who hear the page.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  return (
    <div className={classes.page} data-width={width}>
      <div className={classes.head}>
        {back && (
          <Link href={back.to} className={classes.back}>
            <IconArrowLeft size={16} aria-hidden />
            {back.label}
          </Link>
        )}
        <Group justify="space-between" align="flex-start" gap="md">
          <div className={classes.titles}>
            <Group gap="sm" align="center">
              <Title order={1} ref={heading} tabIndex={-1}>
                {title}
              </Title>
              {aside}
            </Group>
            {description && (
              <Text c="dimmed" mt={4} component="div">
                {description}
              </Text>
            )}
          </div>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
      </div>
      {children}
    </div>
  );
}
