import type { Campaign } from '../../../shared/campaign.ts';
import type { Contact } from '../../../shared/contact.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { maskOf } from '../../../shared/otp.ts';
import type { CampaignOtp, NewCampaign, NewMessage } from '../store/campaign-store.ts';
import { batchesOf, refuseHopeless, rendererOf, type DraftTools } from './campaign-drafts.ts';
import type { CampaignTools } from './campaigns.ts';
import type { Renderer } from './render.ts';
import type { Sender } from './routing.ts';

/**
 * Rendered messages that wait to be written. In one transaction they are a third of a second in which nobody else can write,
 * and each index of numbers in no order is gone through once for all of them.
 */
const WAITING_AT_MOST = 20_000;

/** Fewer than these are written with those that come next: each transaction waits for the disk. */
const WAITING_AT_LEAST = 2000;

/** What making a campaign needs beside what a draft does. */
export interface MakingTools extends CampaignTools, DraftTools {
  /** The campaigns that are being prepared for an operator who may change their mind. */
  readonly preparing: Set<AbortController>;
}

/** What there is beside what the operator writes. */
export interface Making {
  /** How a code for each recipient is made; null for a campaign without. */
  readonly otp?: CampaignOtp | null;
  /** The time of a plan that it is for. */
  readonly run?: NonNullable<NewCampaign['run']>;
  /** Who of the list gets it; everybody if not given. */
  readonly choose?:
    ((contacts: readonly Contact[], campaignId: number) => Promise<readonly Contact[]>) | undefined;
  readonly signal?: AbortSignal;
  /** Told how many of the list were looked at, where somebody waits for it. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Renders and stores one message for each contact of the list. Throws `invalid-input` where the list is
 * empty, the template asks for fields that nobody has, the schedule lies in the past, or an account cannot hold
 * messages that the provider should hold, and `conflict` where it is cancelled meanwhile; nothing is then left
 * behind. `task.progress` tells how far it is.
 *
 * @param otp how a code for each recipient is made; null for a campaign without
 */
export async function createCampaign(
  tools: MakingTools,
  input: ParsedInput<'campaigns.create'>,
  otp: CampaignOtp | null = null,
): Promise<Campaign> {
  refusePast(input.scheduledAt, tools.clock.now());
  if (input.providerHolds) refuseEndless(input.scheduledAt);
  const controller = new AbortController();
  tools.preparing.add(controller);
  try {
    const onProgress = (done: number, total: number): void =>
      tools.emitter.emit('task.progress', { task: 'campaigns.prepare', done, total });
    const id = await prepareCampaign(tools, input, { otp, signal: controller.signal, onProgress });
    if (id === null) throw new Error('A list that is not empty has somebody.');
    return await tools.store.getCampaign(id);
  } finally {
    tools.preparing.delete(controller);
  }
}

/** Stops the preparing of campaigns: nothing of them stays. */
export function cancelPreparing({ preparing }: MakingTools): void {
  const reason = new AppError('conflict', 'The campaign was not made: you cancelled it.', {
    reason: 'preparing-cancelled',
  });
  for (const controller of preparing) controller.abort(reason);
}

/** The whole of it but for the look at its time; null, and nothing left behind, where nobody was chosen. */
export async function prepareCampaign(
  tools: CampaignTools & DraftTools,
  input: ParsedInput<'campaigns.create'>,
  { otp = null, run, choose, signal, onProgress }: Making,
): Promise<number | null> {
  const { store, clock, emitter } = tools;
  const mask = otp && maskOf(otp.codeLength);
  const { list, template, render } = await rendererOf(tools, input, mask);
  await refuseHopeless(store, { list, template, mask });
  const { name, listId, scheduledAt, providerHolds } = input;
  const accountId = input.routing ? await mainAccount(tools, input) : input.accountId;
  const id = await store.createCampaign(
    {
      kind: otp ? 'otp' : 'list',
      name,
      accountId,
      listId,
      template: input.template,
      scheduledAt,
      providerHolds,
      otp,
      sendBefore: null,
      ...(run ? { run } : {}),
    },
    clock.now(),
  );
  const total = await store.countMembers(listId);
  const writer = messageWriter(tools, id);
  let looked = 0;
  let people = 0;
  try {
    for await (const members of batchesOf(store, input.listId)) {
      const contacts = choose ? await choose(members, id) : members;
      people += contacts.length;
      const messages = contacts.map((contact) => {
        const rendering = render(contact);
        if (providerHolds) refuseUnable(rendering.sender);
        return toMessage(contact, rendering, accountId);
      });
      await writer.add(messages);
      looked += members.length;
      onProgress?.(looked, total);
      signal?.throwIfAborted();
    }
    await writer.end();
  } catch (error) {
    await writer.stop();
    await store.abandonPreparing(id);
    throw error;
  }
  if (people === 0) {
    await store.abandonPreparing(id);
    return null;
  }
  await store.finishPreparing(id, clock.now());
  emitter.emit('changed', { topic: 'campaigns' });
  return id;
}

/**
 * Hands messages to the store, which writes some while the next are rendered: as many at a time as have come meanwhile, so
 * that neither waits for long.
 */
function messageWriter({ store, clock }: CampaignTools, campaignId: number) {
  let waiting: NewMessage[] = [];
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    const messages = waiting;
    waiting = [];
    await store.addMessages(campaignId, messages, clock.now());
    writing = null;
  }

  function begin(): void {
    writing = write();
    writing.catch(() => undefined); // told to whoever waits for it
  }

  return {
    /** Throws what came of messages before. */
    async add(messages: readonly NewMessage[]): Promise<void> {
      waiting.push(...messages);
      if (waiting.length >= WAITING_AT_MOST) await writing;
      if (writing === null && waiting.length >= WAITING_AT_LEAST) begin();
    },
    /** Waits until all are written. */
    async end(): Promise<void> {
      await writing;
      if (waiting.length > 0) begin();
      await writing;
    },
    /** Waits until nothing more is written. */
    async stop(): Promise<void> {
      waiting = [];
      await writing?.catch(() => undefined);
    },
  };
}

/** Of a routed campaign: the account of the rest, or of the first route where the cheapest is sought. */
async function mainAccount(
  { store }: DraftTools,
  { accountId, routing }: ParsedInput<'campaigns.create'>,
): Promise<number> {
  const chosen =
    typeof routing?.rest === 'number' ? routing.rest : (routing?.routes[0]?.accountId ?? accountId);
  return (await store.getAccount(chosen)).id;
}

function refuseEndless(scheduledAt: number | null): void {
  if (scheduledAt !== null) return;
  throw new AppError('invalid-input', 'Say until when the provider should keep the messages.', {
    reason: 'no-schedule',
  });
}

/** Only an account that gets a message of the campaign has to be able to hold it. */
function refuseUnable(sender: Sender | null): void {
  if (!sender || sender.holds) return;
  const words = `The provider of "${sender.account.name}" cannot keep messages until later. Let Kaptar send them at that time.`;
  throw new AppError('invalid-input', words, { reason: 'cannot-hold' });
}

function refusePast(scheduledAt: number | null, now: number): void {
  if (scheduledAt === null || scheduledAt > now) return;
  throw new AppError('invalid-input', 'This time is over. Choose a time in the future.', {
    reason: 'schedule-in-the-past',
  });
}

function toMessage(contact: Contact, rendering: ReturnType<Renderer>, mainAccountId: number): NewMessage {
  const { recipient, name, text, parts, encoding, skip, missingFields, sender } = rendering;
  const words = {
    'opted-out': 'Opted out.',
    'missing-field': `Nothing is known for ${missingFields.map((field) => `<${field}>`).join(', ')}.`,
    'too-long': 'The text is longer than the provider takes.',
    'no-route': 'No account of this campaign can send to this number.',
  };
  return {
    contactId: contact.id,
    accountId: sender?.account.id ?? mainAccountId,
    recipient,
    name,
    text,
    parts,
    encoding,
    skip: skip && { code: skip, error: words[skip] },
  };
}
