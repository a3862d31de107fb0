import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useCall } from '../api.ts';
import { EngineBanner } from './EngineBanner.tsx';
import classes from './Frame.module.css';
import { PigeonMark } from './PigeonMark.tsx';
import { placeIcons } from './place-icons.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** What is sent and what comes back; to whom, and what came of it; what is set up once. */
const groups = [
  [
    { path: '/campaigns', label: 'frame.campaigns', Icon: placeIcons['go-campaigns'] },
    { path: '/otp', label: 'frame.otp', Icon: placeIcons['go-otp'] },
    { path: '/inbox', label: 'frame.inbox', Icon: placeIcons['go-inbox'] },
  ],
  [
    { path: '/contacts', label: 'frame.contacts', Icon: placeIcons['go-contacts'] },
    { path: '/reports', label: 'frame.reports', Icon: placeIcons['go-reports'] },
  ],
  [
    { path: '/accounts', label: 'frame.accounts', Icon: placeIcons['go-accounts'] },
    { path: '/settings', label: 'frame.settings', Icon: placeIcons.settings },
  ],
] as const;

const CONTENT = 'content';

interface FrameProps {
  /** Stands beside the way to the inbox. */
  unread: ReactNode;
  /** The way to everything by name, above the places. */
  commands: ReactNode;
  /** What there is to know on every screen, below the state of the engine. */
  notes: ReactNode;
  children: ReactNode;
}

/** What surrounds every screen: the way to the others, the theme, and the state of the engine. */
export function Frame({ unread, commands, notes, children }: FrameProps) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const info = useCall('app.info', {}, { staleTime: Infinity });
  const accounts = useCall('accounts.list', {});
  const isLow = accounts.data?.some((account) => account.balanceIsLow) ?? false;

  return (
    <div className={classes.frame}>
      <UnstyledButton
        className={classes.skip}
        onClick={() => document.getElementById(CONTENT)?.focus({ preventScroll: true })}
      >
        {t('frame.skip')}
      </UnstyledButton>
      <div className={classes.side}>
        <nav aria-label={t('frame.navigation')} className={classes.nav}>
          <div className={classes.brand}>
            <PigeonMark size={34} />
            <span className={classes.word}>{t('frame.product')}</span>
          </div>
          {commands}
          {groups.map((places) => (
            <ul key={places[0].path} className={classes.places}>
              {places.map(({ path, label, Icon }) => (
                <li key={path}>
                  <Link
                    href={path}
                    className={classes.place}
                    title={t(label)}
                    {...(location.startsWith(path) ? { 'aria-current': 'page' as const } : {})}
                  >
                    <Icon size={19} stroke={1.8} aria-hidden />
                    <span className={classes.word}>{t(label)}</span>
                    {path === '/inbox' && unread}
                    {path === '/accounts' && isLow && (
                      <span className={classes.mark} title={t('accounts.lowBalance.mark')}>
                        <IconAlertTriangle size={16} stroke={2} aria-hidden />
                        <VisuallyHidden>{t('accounts.lowBalance.mark')}</VisuallyHidden>
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          ))}
        </nav>
        <footer className={classes.foot}>
          <ThemeSwitch />
          <Text size="xs" c="dimmed" className={classes.version}>
            {info.data && t('frame.version', { version: info.data.version })}
          </Text>
        </footer>
      </div>
      <main id={CONTENT} tabIndex={-1} className={classes.content}>
        <EngineBanner />
        {notes}
        {children}
      </main>
    </div>
  );
}
