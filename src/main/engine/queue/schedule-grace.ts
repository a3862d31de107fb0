/** How late a scheduled campaign may still start by itself; an hour late the operator should be asked. */
export const SCHEDULE_GRACE_MS = 3_600_000;
