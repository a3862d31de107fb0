import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/bridge.ts';
import { CALL_CHANNEL, DROP_CHANNEL, EVENT_CHANNEL } from '../shared/channels.ts';

// Each part of the window that listens is one: some fifteen at once. Of more than this, Electron warns as of a leak.
ipcRenderer.setMaxListeners(40);

/**
 * The window's only way out (see shared/bridge.ts). Nothing is checked here: whatever runs in the window
 * could call the channel without us, so the checks are on the other side.
 */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  on: (name, listener) => {
    // The event object leads back to ipcRenderer and must not reach the window.
    const forward = (_event: unknown, heard: string, payload: Parameters<typeof listener>[0]): void => {
      if (heard === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
  // Empty for a file that did not come from the system.
  drop: (file) => ipcRenderer.invoke(DROP_CHANNEL, webUtils.getPathForFile(file)),
};

contextBridge.exposeInMainWorld('kaptar', bridge);
