import { once } from 'node:events';
import { ProviderId } from '../../../shared/account.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { optional } from '../arguments.ts';
import { command } from '../command.ts';
import { untilSignal } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { oneOf, portNumber } from '../values.ts';

export const sandbox = command(
  {
    name: 'sandbox',
    summary: "Speaks the providers' APIs on this machine until stopped; no SMS is sent.",
    parameters: {
      provider: optional('P', `Only one: ${ProviderId.options.join(', ')}.`, oneOf(ProviderId.options)),
      port: optional('N', 'The port; the system chooses if not given.', portNumber),
    },
  },
  async ({ provider, port }, context) => {
    const providers = provider === undefined ? ProviderId.options : [provider];
    // Its ledger ends with it, but the accounts that used it remember ids: each run gives out others.
    const firstId = Math.floor(Date.now() / 1000);
    const server = await startSandbox({ providers, firstId, ...(port !== undefined && { port }) });
    try {
      await untilSignal(context, async (interruption) => {
        const { token } = server;
        const urls = Object.fromEntries(providers.map((id) => [id, server.urls[id]]));
        const lines = providers.map((id) => `  ${id.padEnd(7)} ${server.urls[id]}`);
        await context.output.print(
          { urls, token },
          ['The sandbox answers at', ...lines, `with the token ${token}`].join('\n'),
        );
        if (!interruption.aborted) await once(interruption, 'abort');
      });
    } finally {
      await server.close();
    }
    return exitCode.done;
  },
);
