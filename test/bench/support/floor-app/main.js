import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, utilityProcess } from 'electron';

/** The processes of Kaptar without its code: an engine that answers one question, and a window that shows the answer. */
async function run() {
  await app.whenReady();
  const engine = utilityProcess.fork(fileURLToPath(new URL('./engine.js', import.meta.url)));
  const answered = once(engine, 'message');
  const window = new BrowserWindow({ width: 1200, height: 760, show: false });
  window.once('ready-to-show', () => window.show());
  await window.loadFile('../empty-app/empty.html');
  engine.postMessage('campaigns?');
  await answered;
  await window.webContents.executeJavaScript(
    "document.body.append(document.createElement('article')); undefined",
  );
}

void run();
