import { useState } from 'react';
import type { Rendering } from '../../../shared/calls/campaigns.ts';
import { useCall } from '../../api.ts';
import type { Composition } from './use-composition.ts';

/** In which order people are stepped through: what costs most first, or as they stand on the list. */
export type PreviewOrder = 'costliest' | 'list';

/** The text as real people would get it, one after the other. */
export interface Preview {
  order: PreviewOrder;
  setOrder: (order: PreviewOrder) => void;
  /** Of the person that is shown, from 0. */
  place: number;
  total: number;
  /** Of how many messages those are the dearest; null where nobody is missing among them. */
  dearestOf: number | null;
  go: (place: number) => void;
  rendering: Rendering | undefined;
  error: unknown;
  isLoading: boolean;
}

/**
 * Steps through real recipients. The costliest come with the estimate, which sees everybody anyway; the order of the
 * list reaches each of them.
 */
export function usePreview({ draft, settled, accountId, estimate, counted }: Composition): Preview {
  const { listId, plainCharacters } = draft;
  const { template, routing } = settled;
  const [order, setOrder] = useState<PreviewOrder>('costliest');
  const [at, setAt] = useState({ listId, order, place: 0 });
  const samples = counted?.costliest ?? [];
  const isWritten = listId !== null && template !== '';
  // Where nobody would get it the list still shows why.
  const byList = order === 'list' || (counted !== undefined && samples.length === 0);
  const asked = at.listId === listId && at.order === order ? at.place : 0;
  const place = byList ? asked : Math.min(asked, Math.max(0, samples.length - 1));
  const preview = useCall(
    'campaigns.preview',
    { listId: listId ?? 0, template, accountId, routing, plainCharacters, offset: place, limit: 1 },
    { enabled: isWritten && byList, keepLast: true },
  );
  const source = byList ? preview : estimate;

  return {
    order,
    setOrder,
    place,
    total: !isWritten ? 0 : byList ? (preview.data?.total ?? 0) : samples.length,
    dearestOf: !byList && counted && counted.messages > samples.length ? counted.messages : null,
    go: (to) => setAt({ listId, order, place: to }),
    rendering: !isWritten ? undefined : byList ? preview.data?.recipients[0] : samples[place],
    error: isWritten ? source.error : null,
    isLoading: isWritten && source.isFetching,
  };
}
