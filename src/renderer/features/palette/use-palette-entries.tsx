import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconAddressBook,
  IconBolt,
  IconPalette,
  IconPlugConnected,
  IconSend,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type Command, places } from '../../../shared/commands.ts';
import { formatPhone } from '../../../shared/phone.ts';
import { useCall } from '../../api.ts';
import { placeIcons } from '../../ui/place-icons.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useKeyWords } from '../../ui/use-key-words.ts';
import { fits, type PaletteEntry } from './palette-entry.ts';

/** Of each kind: whoever needs the sixth types another letter. */
const SHOWN = 5;
/** One letter fits half of all people. */
const CONTACTS_FROM = 2;
/** A pause in typing, ms. */
const TYPED = 200;

interface Palette {
  entries: PaletteEntry[];
  /** Whether contacts are still looked for. */
  searching: boolean;
}

/** What the palette offers for a search, group by group; nothing is asked while it is closed. */
export function usePaletteEntries(
  opened: boolean,
  query: string,
  onCommand: (command: Command) => void,
): Palette {
  const search = query.trim();
  const commands = useCommandEntries(opened, onCommand);
  const named = useNamedEntries(opened);
  const themes = useThemeEntries();
  const contacts = useContactEntries(opened, search);

  const found = [...commands, ...themes].filter(({ label }) => fits(search, label));
  if (search === '') return { entries: found, searching: false };
  const kinds = [named.campaigns, named.lists, named.accounts];
  const things = kinds.flatMap((kind) => kind.filter(({ label }) => fits(search, label)).slice(0, SHOWN));
  return { entries: [...found, ...things, ...contacts.entries], searching: contacts.searching };
}

function useCommandEntries(opened: boolean, onCommand: (command: Command) => void): PaletteEntry[] {
  const { t } = useTranslation();
  const keys = useKeyWords();
  const work = useCall('work.get', {}, { enabled: opened });
  const campaigns = work.data?.campaigns ?? [];
  const canPause = campaigns.some(({ state }) => state === 'running');
  const canResume = campaigns.some(
    ({ state, pauseReason }) => state === 'paused' && pauseReason === 'operator',
  );

  const entry = (command: Command, group: 'go' | 'do', icon: ReactNode): PaletteEntry => ({
    id: command,
    group,
    label: t(`commands.${command}`),
    detail: null,
    keys: keys(command),
    icon,
    run: () => onCommand(command),
  });
  const actions: Command[] = ['new-campaign', 'import-contacts'];
  if (canPause) actions.push('pause-all');
  if (canResume) actions.push('resume-all');
  actions.push('shortcuts');
  return [
    ...[...places, 'settings' as const].map((place) => {
      const Icon = placeIcons[place];
      return entry(place, 'go', <Icon size={18} />);
    }),
    ...actions.map((action) => entry(action, 'do', <IconBolt size={18} />)),
  ];
}

function useNamedEntries(opened: boolean): Record<'campaigns' | 'lists' | 'accounts', PaletteEntry[]> {
  const { t } = useTranslation();
  const format = useFormat();
  const [, navigate] = useLocation();
  const campaigns = useCall('campaigns.list', {}, { enabled: opened });
  const lists = useCall('lists.list', {}, { enabled: opened });
  const accounts = useCall('accounts.list', {}, { enabled: opened });
  return {
    campaigns: (campaigns.data ?? []).map(({ id, name, state, createdAt }) => ({
      id: `campaign-${id}`,
      group: 'campaigns',
      label: name,
      detail: `${t(`campaignStates.${state}`)} · ${format.date(createdAt)}`,
      keys: null,
      icon: <IconSend size={18} />,
      run: () => navigate(`/campaigns/${id}`),
    })),
    lists: (lists.data ?? []).map(({ id, name, contacts }) => ({
      id: `list-${id}`,
      group: 'lists',
      label: name,
      detail: t('palette.people', { count: contacts, number: format.count(contacts) }),
      keys: null,
      icon: <IconAddressBook size={18} />,
      run: () => navigate(`/contacts/list/${id}`),
    })),
    accounts: (accounts.data ?? []).map(({ id, name, provider }) => ({
      id: `account-${id}`,
      group: 'accounts',
      label: name,
      detail: t(`providers.${provider}.name`),
      keys: null,
      icon: <IconPlugConnected size={18} />,
      run: () => navigate(`/accounts/${id}`),
    })),
  };
}

function useContactEntries(opened: boolean, search: string): Palette {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [settled] = useDebouncedValue(search, TYPED);
  const isAsked = opened && settled.length >= CONTACTS_FROM;
  const people = useCall(
    'contacts.list',
    { listId: null, search: settled, limit: SHOWN },
    { enabled: isAsked, keepLast: true },
  );
  const contacts = isAsked && search.length >= CONTACTS_FROM ? (people.data?.contacts ?? []) : [];
  return {
    searching: search.length >= CONTACTS_FROM && (settled !== search || people.isFetching),
    entries: contacts.map(({ id, name, phone }) => ({
      id: `contact-${id}`,
      group: 'contacts',
      label: name || t('palette.noName'),
      detail: formatPhone(phone),
      keys: null,
      icon: <IconUser size={18} />,
      run: () => navigate(`/contacts/find/${phone}`),
    })),
  };
}

function useThemeEntries(): PaletteEntry[] {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (['light', 'dark', 'auto'] as const)
    .filter((theme) => theme !== colorScheme)
    .map((theme) => ({
      id: `theme-${theme}`,
      group: 'theme',
      label: t(`palette.theme.${theme}`),
      detail: null,
      keys: null,
      icon: <IconPalette size={18} />,
      run: () => setColorScheme(theme),
    }));
}
