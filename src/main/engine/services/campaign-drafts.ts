import type { Contact } from '../../../shared/contact.ts';
import type { Estimate } from '../../../shared/calls/campaigns.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { quietWaits } from '../../../shared/quiet-hours.ts';
import { replaceInTemplate } from '../../../shared/replacements.ts';
import { fieldKey, parseTemplate, type Template } from '../../../shared/template.ts';
import { createPlaceReader, type Place } from '../../../shared/zones.ts';
import type { NightWatch } from '../queue/night-watch.ts';
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

/** Contacts rendered and stored in one transaction: some tens of milliseconds in which no lane can claim. */
const BATCH = 1000;
/** More samples than these nobody steps through. */
const SAMPLES = 20;

/** What is asked about before there is a campaign. */
export type Draft = Omit<ParsedInput<'campaigns.estimate'>, 'goesAt'>;
export type DraftTools = Pick<CampaignTools, 'store'> & { readonly secrets: Secrets };

/** What telling the outcome of a draft needs beside: when it would go, and who sleeps then. */
export interface EstimateTools extends DraftTools, Pick<CampaignTools, 'clock'> {
  readonly nightWatch: NightWatch;
}

/** What renders a draft, with the accounts that it may go through. */
export async function rendererOf(
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

/** Throws `invalid-input` where the list is empty, or the template asks for fields that nobody has. */
export async function refuseHopelessDraft(tools: DraftTools, draft: Draft): Promise<void> {
  const { list, template } = await rendererOf(tools, draft);
  await refuseHopeless(tools.store, { list, template, mask: null });
}

/** Throws `invalid-input` for a list that is empty and for fields that nobody of it has. */
export async function refuseHopeless(
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
