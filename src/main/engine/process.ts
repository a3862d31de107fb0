import { parseArgs } from 'node:util';
import { AppError, errorReason } from '../../shared/errors.ts';
import { createApp, type App, type AppOptions } from './app.ts';
import { createLog } from './lib/log.ts';
import type { FromEngine, ToEngine } from './port-protocol.ts';
import { createRescue, needsRescue } from './rescue.ts';

/** The entry of the utility process: the port on one side, the app on the other. */
const port = process.parentPort;
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
const log = createLog((line) => process.stderr.write(`${line}\n`));

function say(message: FromEngine): void {
  port.postMessage(message);
}

/** What answers: the engine, or where the data cannot be read what is left of it. */
interface Answerer extends Pick<App, 'dispatch' | 'stop'> {
  readonly over: Promise<'restored' | 'damaged'>;
}

async function run(dataDir: string): Promise<void> {
  const options = { dataDir, log, checkOutputs: process.env['KAPTAR_CHECK_OUTPUTS'] === '1' };
  let app = await openApp(options);
  let answerer: Answerer = app ?? rescue(options);
  port.on('message', ({ data }: { data: ToEngine }) => {
    receive(answerer, app, data).catch(async (error: unknown) => {
      if (data.type !== 'start') {
        // One call's or one account's trouble.
        log.error('engine.message', error, { type: data.type });
      } else if (needsRescue(error)) {
        log.error('store.damaged', error);
        await app?.stop();
        app = undefined;
        answerer = rescue(options);
      } else {
        // Only a start that failed leaves no engine.
        fail(error);
      }
    });
  });
}

/** Undefined where the data cannot be read. */
async function openApp(options: AppOptions): Promise<App | undefined> {
  try {
    const app = await createApp(options);
    app.onEvent((name, payload) => say({ type: 'event', name, payload } as FromEngine));
    app.onSecret((accountId, kind, secret) => say({ type: 'secret', accountId, kind, secret }));
    void leaveWhenOver(app);
    return app;
  } catch (error) {
    if (!needsRescue(error)) throw error;
    log.error('store.damaged', error);
    return undefined;
  }
}

function rescue(options: AppOptions): Answerer {
  const rescuer = createRescue(options);
  void leaveWhenOver(rescuer);
  const { message, details } = rescuer.trouble;
  say({ type: 'damaged', reason: String(details?.['reason']), message });
  return rescuer;
}

/** Ends the process where another one is to be started; what damage ended counts as a death. */
async function leaveWhenOver(answerer: Answerer): Promise<void> {
  const why = await answerer.over;
  // First, so that nobody asks one that is stopping.
  if (why === 'restored') say({ type: 'restart' });
  await answerer.stop().catch((error: unknown) => log.error('engine.stop', error));
  leave(why === 'restored' ? 0 : 1);
}

async function receive(answerer: Answerer, app: App | undefined, message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'call':
      say({ type: 'reply', id: message.id, reply: await answerer.dispatch(message.name, message.input) });
      return;
    case 'secret':
      await app?.setSecret(message.accountId, message.secret, message.kind);
      return;
    case 'start':
      if (!app) return;
      await app.start('all');
      say({ type: 'ready' });
      return;
    case 'power':
      log.info(`power.${message.event}`);
      return;
    case 'stop':
      await answerer.stop();
      process.exit(0);
  }
}

/** The port needs a moment to carry the last message. */
function leave(code: number): void {
  setTimeout(() => process.exit(code), 200);
}

/** Says why there will be no engine, and ends. */
function fail(error: unknown): void {
  log.error('engine.failed', error);
  const words = error instanceof AppError ? error.message : `The engine could not start: ${String(error)}`;
  say({ type: 'failed', reason: errorReason(error), message: words });
  leave(1);
}

run(values['data-dir'] ?? '').catch(fail);
