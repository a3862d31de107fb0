import { useState } from 'react';

/**
 * Does one thing at a time, and keeps what went wrong with it. For what must be no mutation: the cache would remember
 * its input, a key or a code among it.
 */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const attempt = async (action: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return { attempt, busy, error };
}
