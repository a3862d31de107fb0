import { type ComponentType, use } from 'react';

/** Code that is to come, each as a function that fetches it once. */
const toCome: (() => Promise<unknown>)[] = [];

/**
 * A component whose code is no part of what the window needs to open: it is fetched when the component is first shown,
 * or before (`fetchTheRest`). Wants a `Suspense` around it.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  const fetch = () => (loading ??= load().then((component) => (loaded = component)));
  toCome.push(fetch);
  return function Later(props: P) {
    // React forgets the page for a moment for whatever it waits for, also for what is there already.
    const Component = loaded ?? use(fetch());
    return <Component {...props} />;
  };
}

/** Fetches what is still to come, one after another, whenever the window has nothing else to do. */
export function fetchTheRest(): void {
  const fetch = toCome.shift();
  if (!fetch) return;
  requestIdleCallback(() => void fetch().then(fetchTheRest, fetchTheRest));
}
