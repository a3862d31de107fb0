import type { CallOutput } from '../../../shared/contract.ts';
import type { Message } from '../../../shared/message.ts';

/** One page as it was answered; undefined while it is on its way. */
export type MessagePage = CallOutput<'campaigns.messages'> | undefined;

/** Messages asked for at once. */
export const PAGE = 200;

/**
 * The rows of all pages. Page `n` holds what lies behind the id `cursors[n]`, up to the next cursor: pages are
 * refetched apart from each other, while messages enter and leave the state that is shown.
 */
export function joinPages(cursors: readonly number[], pages: readonly MessagePage[]): Message[] {
  return cursors.flatMap((_, index) => rowsOf(cursors, pages, index));
}

/** Where messages have come in between two cursors until one page cannot hold them: the cursors to add. */
export function cursorsBetween(cursors: readonly number[], pages: readonly MessagePage[]): number[] {
  return cursors.slice(0, -1).flatMap((_, index) => {
    const next = cursors[index + 1];
    const last = nextCursor(pages[index]);
    return last !== null && next !== undefined && last < next ? [last] : [];
  });
}

/** Where the page after this one begins; null after the last page, or while that is not known. */
export function nextCursor(page: MessagePage): number | null {
  if (!page || page.messages.length < PAGE) return null;
  return page.messages.at(-1)?.id ?? null;
}

/** The first and the last page that these rows lie on, by their cursors; empty pages before them count. */
export function pagesOf(
  cursors: readonly number[],
  pages: readonly MessagePage[],
  [firstRow, lastRow]: readonly [number, number],
): { first: number; last: number } {
  const drawn: number[] = [];
  let start = 0;
  for (const [index, cursor] of cursors.entries()) {
    const end = start + rowsOf(cursors, pages, index).length;
    if (end >= firstRow && start <= lastRow) drawn.push(cursor);
    start = end;
  }
  return { first: drawn[0] ?? 0, last: drawn.at(-1) ?? 0 };
}

function rowsOf(cursors: readonly number[], pages: readonly MessagePage[], index: number): Message[] {
  const end = cursors[index + 1] ?? Infinity;
  return pages[index]?.messages.filter((message) => message.id <= end) ?? [];
}
