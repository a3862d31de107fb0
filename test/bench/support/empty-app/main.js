import { app, BrowserWindow } from 'electron';

/** The least that opens a window, which is shown as Kaptar's is: when there is something to see. */
app.once('ready', () => {
  const window = new BrowserWindow({ width: 1200, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile('empty.html');
});
