/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox with groups in its list has no tags of its own */
import { Text, VisuallyHidden } from '@mantine/core';
import { Spotlight, type SpotlightStore, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../shared/commands.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './CommandPalette.module.css';
import { paletteGroups, type PaletteEntry } from './palette-entry.ts';
import { usePaletteEntries } from './use-palette-entries.tsx';

const LIST = 'palette-results';

interface CommandPaletteProps {
  store: SpotlightStore;
  opened: boolean;
  onCommand: (command: Command) => void;
}

/** Everything by name: screens, actions, campaigns, lists, accounts and people. */
export function CommandPalette({ store, opened, onCommand }: CommandPaletteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query, selected } = useSpotlight(store);
  const { entries, searching } = usePaletteEntries(opened, query, onCommand);
  const current = entries[selected];

  // Spotlight marks the first line when something is typed, which is before people are found: whom they take the place
  // of takes the mark along, and Enter would find nothing to press.
  useEffect(() => {
    if (query.trim() === '') return;
    const lines = [...document.querySelectorAll(`#${LIST} [data-action]`)];
    if (lines.length === 0) return;
    const marked = lines.findIndex((line) => line.hasAttribute('data-selected'));
    const at = Math.max(marked, 0);
    if (marked === -1) lines[at]?.setAttribute('data-selected', 'true');
    if (selected !== at) store.setState({ ...store.getState(), selected: at });
  });

  // Spotlight moves its mark without telling whoever reads its store.
  const retell = () => store.setState({ ...store.getState() });

  return (
    <Spotlight.Root
      store={store}
      // The keys are those of `shared/commands.ts`.
      shortcut={null}
      // Not in the middle: the field would jump with every line that comes or goes.
      centered={false}
      // At once, for hands that are faster than an animation: keys count for the next screen when it is gone.
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight={460}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.label')}
        leftSection={<IconSearch size={20} stroke={1.8} aria-hidden />}
        classNames={{ input: classes.search }}
        onKeyDown={() => queueMicrotask(retell)}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={LIST}
        {...(current ? { 'aria-activedescendant': domId(current) } : {})}
      />
      <Spotlight.ActionsList
        id={LIST}
        role="listbox"
        aria-label={t('palette.results')}
        className={classes.list}
      >
        {paletteGroups.map((group) => {
          const inGroup = entries.filter((entry) => entry.group === group);
          if (inGroup.length === 0) return null;
          const name = t(`palette.groups.${group}`);
          return (
            <Spotlight.ActionsGroup
              key={group}
              className={classes.group}
              label={name}
              role="group"
              aria-label={name}
            >
              {inGroup.map((entry) => (
                <Line key={entry.id} entry={entry} isCurrent={entry === current} />
              ))}
            </Spotlight.ActionsGroup>
          );
        })}
      </Spotlight.ActionsList>
      {entries.length === 0 && (
        <Text className={classes.nothing} c="dimmed">
          {t(searching ? 'palette.searching' : 'palette.nothing')}
        </Text>
      )}
      <VisuallyHidden component="output">
        {query.trim() !== '' &&
          !searching &&
          t('palette.found', { count: entries.length, number: format.count(entries.length) })}
      </VisuallyHidden>
    </Spotlight.Root>
  );
}

function Line({ entry, isCurrent }: { entry: PaletteEntry; isCurrent: boolean }) {
  return (
    <Spotlight.Action
      // It keeps an `id` to itself, and the field has to name the line that is marked.
      ref={(line) => {
        if (line) line.id = domId(entry);
      }}
      className={classes.line}
      role="option"
      aria-selected={isCurrent}
      label={entry.label}
      {...(entry.detail === null ? {} : { description: entry.detail })}
      leftSection={
        <span aria-hidden className={classes.icon}>
          {entry.icon}
        </span>
      }
      rightSection={entry.keys && <kbd className={classes.keys}>{entry.keys}</kbd>}
      onClick={entry.run}
    />
  );
}

function domId({ id }: PaletteEntry): string {
  return `palette-${id}`;
}
