/** What the command line tells the shell that ran it. */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Done, but messages failed, are unknown or were skipped, or the campaign stands still. */
  incomplete: 3,
  // The shell's own convention for a command that a signal ended: 128 and the signal's number.
  interrupted: { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 },
} as const;
