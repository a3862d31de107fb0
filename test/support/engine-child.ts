import { createApp, type App } from '../../src/main/engine/app.ts';
import type { EngineAnswer, EngineOrder } from './engine-process.ts';

/**
 * A whole engine in a process of its own, which a test may kill. All is loaded before it is told to open its data, so
 * that a kill soon after meets the engine and not Node.
 */
const [dataDir = '', secret = ''] = process.argv.slice(2);
const MEMORY_EVERY_MS = 500;
let app: App | null = null;

function say(answer: EngineAnswer): void {
  process.send?.(answer);
}

async function follow(order: EngineOrder): Promise<void> {
  switch (order.do) {
    case 'open':
      app = await createApp({ dataDir, accountSecret: () => secret });
      await app.start('all');
      return say({ told: 'open' });
    case 'call':
      if (!app) throw new Error('The engine is not open.');
      return say({ told: 'reply', id: order.id, reply: await app.dispatch(order.name, order.input) });
    case 'stop':
      await app?.stop();
      return process.exit(0);
  }
}

process.on('message', (order) => {
  // What it cannot follow ends it, with its stack.
  void follow(order as EngineOrder);
});
setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  say({ told: 'memory', rss, heapUsed });
}, MEMORY_EVERY_MS);
