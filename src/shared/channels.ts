/** The fixed channels between the window and the main process. */
export const CALL_CHANNEL = 'kaptar:call';
export const EVENT_CHANNEL = 'kaptar:event';
/** For the path of a dropped file, which the preload script learns from the system and the page never sees. */
export const DROP_CHANNEL = 'kaptar:drop';
