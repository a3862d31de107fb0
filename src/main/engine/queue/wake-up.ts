/** A sleep that can be cut short. */
export interface WakeUp {
  /** Resolves after `ms`, or at the next `wake`; at once if `wake` was called since the last sleep. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createWakeUp(): WakeUp {
  let pending = false;
  let end: (() => void) | null = null;
  return {
    sleep(ms) {
      if (pending) {
        pending = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timer);
          end = null;
          resolve();
        };
        const timer = setTimeout(finish, Math.max(0, ms));
        end = finish;
      });
    },
    wake() {
      if (end) end();
      else pending = true;
    },
  };
}
