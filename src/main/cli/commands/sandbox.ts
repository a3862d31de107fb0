import { once } from 'node:events';
import { ProviderId } from '../../../shared/account.ts';
import { AppError } from '../../../shared/errors.ts';
import { Fault } from '../../sandbox/faults.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { optional, type Reader, repeated, UsageError } from '../arguments.ts';
import { command } from '../command.ts';
import { untilSignal } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { oneOf, portNumber } from '../values.ts';

/** `devsms=cut-after`, `ubill=throttlex3`. */
const faultOrder: Reader<{ at: ProviderId; fault: Fault; times: number }> = (given, label) => {
  const [, provider, name, times = '1'] = /^([a-z]+)=([a-z-]+?)(?:x(\d{1,6}))?$/.exec(given) ?? [];
  const at = ProviderId.safeParse(provider);
  const fault = Fault.safeParse(name);
  if (!at.success || !fault.success || Number(times) === 0) {
    const words = `${label} must look like devsms=cut-after or ubill=throttlex3, not "${given}".`;
    throw new UsageError(`${words} The faults are ${Fault.options.join(', ')}.`);
  }
  return { at: at.data, fault: fault.data, times: Number(times) };
};

/** Why the server could not be opened, in words where the port is why. */
function portTrouble(error: unknown, port: number | undefined): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new AppError('conflict', `Port ${port} is taken. Choose another, or none.`, {
      reason: 'port-taken',
    });
  if (code === 'EACCES')
    return new AppError('conflict', `Port ${port} is not for everybody. Choose one above 1023, or none.`, {
      reason: 'port-taken',
    });
  return error;
}

export const sandbox = command(
  {
    name: 'sandbox',
    summary: "Speaks the providers' APIs on this machine until stopped; no SMS is sent.",
    parameters: {
      provider: optional('P', `Only one: ${ProviderId.options.join(', ')}.`, oneOf(ProviderId.options)),
      port: optional('N', 'The port; the system chooses if not given.', portNumber),
      fault: repeated(
        'P=FAULT[xN]',
        `What goes wrong with the next send to P (read-…: question), or the next N: ${Fault.options.join(', ')}.`,
        faultOrder,
      ),
    },
  },
  async ({ provider, port, fault: faults }, context) => {
    const providers = provider === undefined ? ProviderId.options : [provider];
    // Its ledger ends with it, but the accounts that used it remember ids: each run gives out others.
    const firstId = Math.floor(Date.now() / 1000);
    const server = await startSandbox({ providers, firstId, ...(port !== undefined && { port }) }).catch(
      (error: unknown) => {
        throw portTrouble(error, port);
      },
    );
    for (const { at, fault, times } of faults) server.fault(at, fault, times);
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
