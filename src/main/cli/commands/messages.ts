import { PAGE_LIMIT } from '../../../shared/calls/call.ts';
import { type Message, MessageState } from '../../../shared/message.ts';
import { operand, optional } from '../arguments.ts';
import { command } from '../command.ts';
import { ask, withStore } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { oneLine } from '../output.ts';
import { campaignId, oneOf } from '../values.ts';

export const campaignMessages = command(
  {
    name: 'campaign messages',
    summary: 'Prints the messages of a campaign, one a line.',
    parameters: {
      id: operand('ID', 'The number of the campaign.', campaignId),
      state: optional('S', `Only those: ${MessageState.options.join(', ')}.`, oneOf(MessageState.options)),
    },
  },
  async ({ id, state }, context) => {
    const { output } = context;
    await withStore(context, async (app) => {
      let after: number | null = null;
      do {
        const page: { messages: Message[] } = await ask(app, 'campaigns.messages', {
          id,
          state: state ?? null,
          after,
          limit: PAGE_LIMIT,
        });
        for (const message of page.messages) await output.print(record(message), words(message));
        after = page.messages.at(-1)?.id ?? null;
      } while (after !== null && !output.closed);
    });
    return exitCode.done;
  },
);

function record({ recipient, text, parts, state, providerId, error, attempts }: Message) {
  return { recipient, text, parts, state, providerId, error, attempts };
}

/** Tab-separated, for `cut` and `awk`; the texts come last because they are long. */
function words({ recipient, text, parts, state, providerId, error, attempts }: Message): string {
  return [recipient, state, `${parts}`, `${attempts}`, providerId ?? '-', error ?? '-', text]
    .map(oneLine)
    .join('\t');
}
