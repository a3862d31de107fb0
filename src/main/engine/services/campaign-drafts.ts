import type { Campaign } from '../../../shared/campaign.ts';
import type { Contact } from '../../../shared/contact.ts';
import type { CallOutput, Estimate, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseTemplate, type Template } from '../../../shared/template.ts';
import { providers } from '../providers/registry.ts';
import type { AccountRecord, ListRecord, NewMessage, Store } from '../store/store.ts';
import type { CampaignTools } from './campaigns.ts';
import {
  availableFields,
  createRenderer,
  describeRendering,
  unknownFields,
  type Renderer,
} from './render.ts';

/** Contacts rendered and stored in one transaction: a few milliseconds in which no lane can claim. */
const BATCH = 1000;

type Draft = ParsedInput<'campaigns.estimate'>;

async function rendererOf(
  store: Store,
  draft: Draft,
): Promise<{ list: ListRecord; account: AccountRecord | null; template: Template; render: Renderer }> {
  const list = await store.getList(draft.listId);
  const template = parseTemplate(draft.template);
  const account = draft.accountId === null ? null : await store.getAccount(draft.accountId);
  const longestText = account ? providers[account.provider].capabilities.longestText : null;
  return { list, account, template, render: createRenderer(template, list, longestText) };
}

/** Walks through a list in the order of sending; other work gets its turn between two batches. */
async function* batchesOf(store: Store, listId: number): AsyncGenerator<Contact[]> {
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
  store: Store,
  { offset, limit, ...draft }: ParsedInput<'campaigns.preview'>,
): Promise<CallOutput<'campaigns.preview'>> {
  const { render } = await rendererOf(store, draft);
  const contacts = await store.contactsAt(draft.listId, offset, limit);
  return {
    recipients: contacts.map((contact) => describeRendering(render(contact))),
    total: await store.countMembers(draft.listId),
  };
}

/** Renders the whole list without storing anything. */
export async function estimateCampaign(store: Store, draft: Draft): Promise<Estimate> {
  const { list, account, template, render } = await rendererOf(store, draft);
  const skipped = { 'opted-out': 0, 'missing-field': 0, 'too-long': 0 };
  const encoding = { gsm7: 0, ucs2: 0 };
  let messages = 0;
  let parts = 0;
  for await (const contacts of batchesOf(store, draft.listId)) {
    for (const contact of contacts) {
      const rendering = render(contact);
      if (rendering.skip) {
        skipped[rendering.skip] += 1;
        continue;
      }
      messages += 1;
      parts += rendering.parts;
      encoding[rendering.encoding] += 1;
    }
  }
  const rate = Number(account?.settings['rate']);
  const price = account?.lastCheck?.price ?? null;
  return {
    messages,
    skipped: {
      optedOut: skipped['opted-out'],
      missingField: skipped['missing-field'],
      tooLong: skipped['too-long'],
    },
    parts,
    encoding,
    unknownFields: unknownFields(template, list),
    availableFields: availableFields(list),
    durationMs: rate > 0 ? (messages / rate) * 1000 : null,
    cost: price && { ...price, micros: price.micros * parts },
  };
}

/**
 * Renders and stores one message for each contact of the list. Throws `invalid-input` where the list is
 * empty, the template asks for fields that nobody has, or the schedule lies in the past; nothing is then left behind.
 */
export async function createCampaign(
  tools: CampaignTools,
  input: ParsedInput<'campaigns.create'>,
): Promise<Campaign> {
  const { store, clock } = tools;
  const { list, template, render } = await rendererOf(store, input);
  await refuseHopeless(store, { list, template, scheduledAt: input.scheduledAt }, clock.now());
  const id = await store.createCampaign(input, clock.now());
  try {
    for await (const contacts of batchesOf(store, input.listId)) {
      await store.addMessages(
        id,
        contacts.map((contact) => toMessage(contact, render(contact))),
        clock.now(),
      );
    }
  } catch (error) {
    await store.abandonPreparing(id);
    throw error;
  }
  await store.finishPreparing(id);
  tools.emitter.emit('changed', { topic: 'campaigns' });
  return store.getCampaign(id);
}

async function refuseHopeless(
  store: Store,
  { list, template, scheduledAt }: { list: ListRecord; template: Template; scheduledAt: number | null },
  now: number,
): Promise<void> {
  const refuse = (reason: string, message: string, details = {}): never => {
    throw new AppError('invalid-input', message, { reason, ...details });
  };
  if (scheduledAt !== null && scheduledAt <= now) {
    refuse('schedule-in-the-past', 'This time is over. Choose a time in the future.');
  }
  if ((await store.countMembers(list.id)) === 0) {
    refuse('empty-list', `The list "${list.name}" is empty. Import contacts first.`);
  }
  const unknown = unknownFields(template, list);
  if (unknown.length > 0) {
    const fields = unknown.map((name) => `<${name}>`).join(', ');
    const known = availableFields(list).map((name) => `<${name}>`);
    const words = `Nobody in "${list.name}" has ${fields}. This list has ${known.join(', ')}. To use < as it is, write <<.`;
    refuse('unknown-field', words, { fields: unknown });
  }
}

function toMessage(contact: Contact, rendering: ReturnType<Renderer>): NewMessage {
  const { recipient, name, text, parts, encoding, skip, missingFields } = rendering;
  const words = {
    'opted-out': 'Opted out.',
    'missing-field': `Nothing is known for ${missingFields.map((field) => `<${field}>`).join(', ')}.`,
    'too-long': 'The text is longer than the provider takes.',
  };
  return {
    contactId: contact.id,
    recipient,
    name,
    text,
    parts,
    encoding,
    skip: skip && { code: skip, error: words[skip] },
  };
}
