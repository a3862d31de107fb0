import { parseArgs } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { createApp, type App } from './app.ts';
import { createLog } from './lib/log.ts';
import type { FromEngine, ToEngine } from './port-protocol.ts';

/** The entry of the utility process: the port on one side, the app on the other. */
const port = process.parentPort;
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
const log = createLog((line) => process.stderr.write(`${line}\n`));

function say(message: FromEngine): void {
  port.postMessage(message);
}

async function run(dataDir: string): Promise<void> {
  const app = await createApp({ dataDir, log, checkOutputs: process.env['KAPTAR_CHECK_OUTPUTS'] === '1' });
  app.onEvent((name, payload) => say({ type: 'event', name, payload } as FromEngine));
  app.onSecret((accountId, kind, secret) => say({ type: 'secret', accountId, kind, secret }));
  port.on('message', ({ data }: { data: ToEngine }) => {
    receive(app, data).catch((error: unknown) => {
      // Only a start that failed leaves no engine; the rest is one call's or one account's trouble.
      if (data.type === 'start') fail(error);
      else log.error('engine.message', error, { type: data.type });
    });
  });
}

async function receive(app: App, message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'call':
      say({ type: 'reply', id: message.id, reply: await app.dispatch(message.name, message.input) });
      return;
    case 'secret':
      await app.setSecret(message.accountId, message.secret, message.kind);
      return;
    case 'start':
      await app.start('all');
      say({ type: 'ready' });
      return;
    case 'power':
      log.info(`power.${message.event}`);
      return;
    case 'stop':
      await app.stop();
      process.exit(0);
  }
}

/** Says why there will be no engine, and ends. */
function fail(error: unknown): void {
  log.error('engine.failed', error);
  const words = error instanceof AppError ? error.message : `The engine could not start: ${String(error)}`;
  const reason = error instanceof AppError ? error.details?.['reason'] : null;
  say({ type: 'failed', reason: typeof reason === 'string' ? reason : null, message: words });
  // The port needs a moment to carry the last message.
  setTimeout(() => process.exit(1), 200);
}

run(values['data-dir'] ?? '').catch(fail);
