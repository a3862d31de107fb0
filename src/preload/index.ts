import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/bridge.ts';
import type { CALL_CHANNEL, DROP_CHANNEL, EVENT_CHANNEL } from '../shared/contract.ts';

// Written out again, held to the contract by their types: importing the values would bundle all of zod.
const callChannel: typeof CALL_CHANNEL = 'kaptar:call';
const eventChannel: typeof EVENT_CHANNEL = 'kaptar:event';
const dropChannel: typeof DROP_CHANNEL = 'kaptar:drop';

// Each part of the window that listens is one: some fifteen at once. Of more than this, Electron warns as of a leak.
ipcRenderer.setMaxListeners(40);

/**
 * The window's only way out (see shared/bridge.ts). Nothing is checked here: whatever runs in the window
 * could call the channel without us, so the checks are on the other side.
 */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  on: (name, listener) => {
    // The event object leads back to ipcRenderer and must not reach the window.
    const forward = (_event: unknown, heard: string, payload: Parameters<typeof listener>[0]): void => {
      if (heard === name) listener(payload);
    };
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.off(eventChannel, forward);
    };
  },
  // Empty for a file that did not come from the system.
  drop: (file) => ipcRenderer.invoke(dropChannel, webUtils.getPathForFile(file)),
};

contextBridge.exposeInMainWorld('kaptar', bridge);
