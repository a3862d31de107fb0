import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact, ContactFilter, ContactTarget } from '../../../shared/contact.ts';
import { formatPhone } from '../../../shared/phone.ts';
import type { GridSelection } from '../../ui/DataGrid.tsx';

/** Who is ticked: these, or with `isAll` everybody who matches but these. */
interface Ticked {
  filter: ContactFilter;
  isAll: boolean;
  ids: ReadonlySet<number>;
}

const nobody: ReadonlySet<number> = new Set();

/**
 * The contacts ticked among those that match a filter, loaded or not. Another filter begins with nobody.
 *
 * @param total undefined while they are being counted
 */
export function useSelection(filter: ContactFilter, total: number | undefined) {
  const { t } = useTranslation();
  const [ticked, setTicked] = useState<Ticked>({ filter, isAll: false, ids: nobody });
  const { isAll, ids } = ticked.filter === filter ? ticked : { isAll: false, ids: nobody };
  const set = (all: boolean, chosen: ReadonlySet<number>) => setTicked({ filter, isAll: all, ids: chosen });

  const count = isAll ? (total === undefined ? undefined : Math.max(0, total - ids.size)) : ids.size;
  const clear = () => set(false, nobody);

  const grid: GridSelection<Contact> = {
    isSelected: ({ id }) => ids.has(id) !== isAll,
    isAll: isAll && ids.size === 0,
    isEmpty: count === 0,
    toggle: ({ id }) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      set(isAll, next);
    },
    add: (rows) => {
      const next = new Set(ids);
      for (const { id } of rows) {
        if (isAll) next.delete(id);
        else next.add(id);
      }
      set(isAll, next);
    },
    selectAll: () => set(true, nobody),
    clear,
    labelOf: ({ name, phone }) => t('contacts.select.one', { name: name || formatPhone(phone) }),
    allLabel: t('contacts.select.all'),
  };
  const target: ContactTarget = isAll
    ? { kind: 'matching', filter, except: [...ids] }
    : { kind: 'some', ids: [...ids] };

  return { grid, target, count, isEmpty: count === 0, clear };
}
