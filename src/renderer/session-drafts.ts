/** What was begun and not finished, by its name. */
export interface Drafts<K extends string, V> {
  get(key: K): V | undefined;
  set(key: K, draft: V): void;
  delete(key: K): void;
}

/**
 * Drafts that outlive the page: they are there again after a crash or a reload, and go with the window. Chromium keeps
 * them for the window's session, outside of the page's own process.
 *
 * @param of what they are drafts of: sets them apart from others
 */
export function sessionDrafts<K extends string, V>(of: string): Drafts<K, V> {
  const place = (key: K) => `${of}: ${key}`;
  return {
    get(key) {
      const kept = sessionStorage.getItem(place(key));
      // Of this very build: it goes with the window.
      return kept === null ? undefined : (JSON.parse(kept) as V);
    },
    set: (key, draft) => sessionStorage.setItem(place(key), JSON.stringify(draft)),
    delete: (key) => sessionStorage.removeItem(place(key)),
  };
}
