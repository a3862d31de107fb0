import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../../shared/commands.ts';
import type { Work } from '../../shared/work.ts';
import type { Words } from './words.ts';

/** More lines than this make a menu that nobody reads. */
const CAMPAIGNS_SHOWN = 5;

/** What the tray can do. */
export interface TrayActions {
  open(): void;
  goTo(path: string): void;
  give(command: Extract<Command, 'pause-all' | 'resume-all'>): void;
  quit(): void;
}

/** The tray's menu: campaigns that are not over, what can be done with all of them, the way in and the way out. */
export function trayMenu(work: Work, words: Words, actions: TrayActions): MenuItemConstructorOptions[] {
  const { t } = words;
  const lines = trayLines(work, words);
  const items: MenuItemConstructorOptions[] = lines.map(({ id, label }) => ({
    label,
    click: () => actions.goTo(`/campaigns/${id}`),
  }));
  if (lines.length > 0) items.push({ type: 'separator' });
  if (canPause(work)) items.push({ label: t('commands.pause-all'), click: () => actions.give('pause-all') });
  if (canResume(work))
    items.push({ label: t('commands.resume-all'), click: () => actions.give('resume-all') });
  if (canPause(work) || canResume(work)) items.push({ type: 'separator' });
  return [
    ...items,
    { label: t('desktop.tray.open'), click: () => actions.open() },
    { label: t('desktop.menu.quit'), click: () => actions.quit() },
  ];
}

function canPause({ campaigns }: Work): boolean {
  return campaigns.some(({ state }) => state === 'running');
}

function canResume({ campaigns }: Work): boolean {
  return campaigns.some(({ state, pauseReason }) => state === 'paused' && pauseReason === 'operator');
}

/** A line for each campaign that has begun and is not over. */
export function trayLines({ campaigns }: Work, words: Words): { id: number; label: string }[] {
  return campaigns
    .filter(({ state }) => state !== 'scheduled')
    .slice(0, CAMPAIGNS_SHOWN)
    .map((campaign) => ({ id: campaign.campaignId, label: campaignLine(campaign, words) }));
}

function campaignLine(campaign: Work['campaigns'][number], { t, count, duration }: Words): string {
  const { name, state, states, total, remainingMs } = campaign;
  const toSend = total - states.skipped - states.cancelled;
  const words = { name, done: count(toSend - states.queued - states.sending), total: count(toSend) };
  if (state === 'paused') return t('desktop.tray.paused', words);
  if (remainingMs === null) return t('desktop.tray.running', words);
  return t('desktop.tray.left', { ...words, left: duration(remainingMs) });
}
