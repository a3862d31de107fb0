/** One moment by all the clocks of the computer that sends. */
export interface ClockReading {
  /** Steady time, ms. */
  readonly steadyAt: number;
  /** Wall clock ms. */
  readonly wallAt: number;
  /** Ms since the computer's start. */
  readonly uptimeAt: number;
  /** Which start that was; null where the system does not tell. */
  readonly bootId: string | null;
  /** How far the wall clock was ahead of steady time when it was so most, ms. */
  readonly mostAhead: number;
}

export interface ClockStore {
  /** The last one that was kept; undefined before the first. */
  findClockReading(): Promise<ClockReading | undefined>;
  /** Takes the place of the one before. */
  keepClockReading(reading: ClockReading): Promise<void>;
}
