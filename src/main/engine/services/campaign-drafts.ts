import type { Campaign } from '../../../shared/campaign.ts';
import type { Contact } from '../../../shared/contact.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { maskOf } from '../../../shared/otp.ts';
import { quietWaits } from '../../../shared/quiet-hours.ts';
import { replaceInTemplate } from '../../../shared/replacements.ts';
import { fieldKey, parseTemplate, type Template } from '../../../shared/template.ts';
import { createPlaceReader, type Place } from '../../../shared/zones.ts';
import type { NightWatch } from '../queue/night-watch.ts';
import type { CampaignOtp, NewCampaign, NewMessage } from '../store/campaign-store.ts';
import type { ListRecord } from '../store/contact-store.ts';
import type { Store } from '../store/store.ts';
import type { CampaignTools } from './campaigns.ts';
import { createCostliest } from './costliest.ts';
import { createTally } from './estimate.ts';
import {
  availableFields,
  createRenderer,
  describeRendering,
  unknownFields,
  type Renderer,
} from './render.ts';
import { createRouter, type Sender } from './routing.ts';
import { createSavings } from './savings.ts';
import type { Secrets } from './secrets.ts';

/** Contacts rendered and stored in one transaction: a few milliseconds in which no lane can claim. */
const BATCH = 1000;
/** More samples than these nobody steps through. */
const SAMPLES = 20;

type Draft = Omit<ParsedInput<'campaigns.estimate'>, 'goesAt'>;
type DraftTools = Pick<CampaignTools, 'store'> & { readonly secrets: Secrets };

/** What telling the outcome of a draft needs beside: when it would go, and who sleeps then. */
export interface EstimateTools extends DraftTools, Pick<CampaignTools, 'clock'> {
  readonly nightWatch: NightWatch;
}

async function rendererOf(
  tools: DraftTools,
  draft: Draft,
  mask: string | null = null,
): Promise<{
  list: ListRecord;
  template: Template;
  render: Renderer;
  /** With what makes the template itself Unicode for nothing replaced; null where there is nothing of it. */
  renderPlain: Renderer | null;
  senders: readonly Sender[];
}> {
  const list = await tools.store.getList(draft.listId);
  const template = parseTemplate(draft.template);
  const { accountId, routing } = draft;
  const routed =
    accountId === null && !routing ? null : await createRouter(tools, accountId ?? 0, routing ?? null);
  const options = { route: routed?.route ?? null, mask, plainCharacters: draft.plainCharacters };
  const render = createRenderer(template, list, options);
  const plain = replaceInTemplate(draft.template);
  const renderPlain = plain === draft.template ? null : createRenderer(parseTemplate(plain), list, options);
  return { list, template, render, renderPlain, senders: routed?.senders ?? [] };
}

/** Walks through a list in the order of sending; other work gets its turn between two batches. */
export async function* batchesOf(store: Store, listId: number): AsyncGenerator<Contact[]> {
  let after = 0;
  for (;;) {
    const contacts = await store.contactsAfter(listId, after, BATCH);
    const last = contacts.at(-1);
    if (!last) return;
    yield contacts;
    after = last.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the template becomes for real recipients of the list. */
export async function previewCampaign(
  tools: DraftTools,
  { offset, limit, ...draft }: ParsedInput<'campaigns.preview'>,
): Promise<CallOutput<'campaigns.preview'>> {
  const { store } = tools;
  const { render } = await rendererOf(tools, draft);
  const contacts = await store.contactsAt(draft.listId, offset, limit);
  return {
    recipients: contacts.map((contact) => describeRendering(render(contact))),
    total: await store.countMembers(draft.listId),
  };
}

/** Renders the whole list without storing anything. */
export async function estimateCampaign(
  tools: EstimateTools,
  { goesAt, ...draft }: ParsedInput<'campaigns.estimate'>,
): Promise<Estimate> {
  const { list, template, render, renderPlain, senders } = await rendererOf(tools, draft);
  const skipped = { 'opted-out': 0, 'missing-field': 0, 'too-long': 0, 'no-route': 0 };
  const encoding = { gsm7: 0, ucs2: 0 };
  const tally = createTally();
  const night = await tools.nightWatch();
  const placeOf = createPlaceReader();
  const byPlace = new Map<Place, number>();
  const costliest = createCostliest(SAMPLES);
  const savings = createSavings(renderPlain);
  let messages = 0;
  let parts = 0;
  for await (const contacts of batchesOf(tools.store, draft.listId)) {
    for (const contact of contacts) {
      const rendering = render(contact);
      if (rendering.skip) {
        skipped[rendering.skip] += 1;
        continue;
      }
      messages += 1;
      parts += rendering.parts;
      encoding[rendering.encoding] += 1;
      if (night) {
        const place = placeOf(contact.phone);
        byPlace.set(place, (byPlace.get(place) ?? 0) + 1);
      }
      costliest.add(rendering);
      savings.add(contact, rendering);
      if (rendering.sender) tally.add(contact.phone, rendering.parts, rendering.sender);
    }
  }
  const accounts = tally.accounts();
  return {
    messages,
    skipped: {
      optedOut: skipped['opted-out'],
      missingField: skipped['missing-field'],
      tooLong: skipped['too-long'],
      noRoute: skipped['no-route'],
    },
    parts,
    encoding,
    saving: savings.total(),
    costliest: costliest.list().map(describeRendering),
    unknownFields: unknownFields(template, list),
    availableFields: availableFields(list),
    // The accounts send at the same time: the slowest tells.
    durationMs: senders.length === 0 ? null : Math.max(0, ...accounts.map(({ durationMs }) => durationMs)),
    cost: tally.cost(),
    accounts,
    countries: tally.countries(),
    quiet: night ? quietWaits(byPlace, night, Math.max(goesAt ?? 0, tools.clock.now())) : [],
  };
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
}

/**
 * Renders and stores one message for each contact of the list. Throws `invalid-input` where the list is
 * empty, the template asks for fields that nobody has, the schedule lies in the past, or an account cannot hold
 * messages that the provider should hold; nothing is then left behind.
 *
 * @param otp how a code for each recipient is made; null for a campaign without
 */
export async function createCampaign(
  tools: CampaignTools & DraftTools,
  input: ParsedInput<'campaigns.create'>,
  otp: CampaignOtp | null = null,
): Promise<Campaign> {
  refusePast(input.scheduledAt, tools.clock.now());
  if (input.providerHolds) refuseEndless(input.scheduledAt);
  const id = await prepareCampaign(tools, input, { otp });
  if (id === null) throw new Error('A list that is not empty has somebody.');
  return tools.store.getCampaign(id);
}

/** Throws `invalid-input` where the list is empty, or the template asks for fields that nobody has. */
export async function refuseHopelessDraft(tools: DraftTools, draft: Draft): Promise<void> {
  const { list, template } = await rendererOf(tools, draft);
  await refuseHopeless(tools.store, { list, template, mask: null });
}

/** The whole of it but for the look at its time; null, and nothing left behind, where nobody was chosen. */
export async function prepareCampaign(
  tools: CampaignTools & DraftTools,
  input: ParsedInput<'campaigns.create'>,
  { otp = null, run, choose }: Making,
): Promise<number | null> {
  const { store, clock } = tools;
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
      if (messages.length > 0) await store.addMessages(id, messages, clock.now());
    }
  } catch (error) {
    await store.abandonPreparing(id);
    throw error;
  }
  if (people === 0) {
    await store.abandonPreparing(id);
    return null;
  }
  await store.finishPreparing(id, clock.now());
  tools.emitter.emit('changed', { topic: 'campaigns' });
  return id;
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

async function refuseHopeless(
  store: Store,
  { list, template, mask }: { list: ListRecord; template: Template; mask: string | null },
): Promise<void> {
  const refuse = (reason: string, message: string, details = {}): never => {
    throw new AppError('invalid-input', message, { reason, ...details });
  };
  if ((await store.countMembers(list.id)) === 0) {
    refuse('empty-list', `The list "${list.name}" is empty. Import contacts first.`);
  }
  const unknown = unknownFields(template, list).filter((name) => mask === null || fieldKey(name) !== 'code');
  if (unknown.length > 0) {
    const fields = unknown.map((name) => `<${name}>`).join(', ');
    const known = availableFields(list).map((name) => `<${name}>`);
    const words = `Nobody in "${list.name}" has ${fields}. This list has ${known.join(', ')}. To use < as it is, write <<.`;
    refuse('unknown-field', words, { fields: unknown });
  }
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
