import type { CallOutput, EngineCall, ParsedInput } from '../../../shared/contract.ts';
import {
  checkAccount,
  createAccount,
  listAccounts,
  removeAccount,
  updateAccount,
} from '../services/accounts.ts';
import { createCampaign, estimateCampaign, previewCampaign } from '../services/campaign-drafts.ts';
import {
  cancelCampaign,
  decideUnknown,
  listMessages,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
  type CampaignTools,
} from '../services/campaigns.ts';
import { prepareDemo, type DemoTools } from '../services/demo.ts';
import { inspectCsv } from '../services/import/inspect.ts';
import { cancelImport, runImport } from '../services/imports.ts';

/** What the use cases need; made once in `app.ts`. */
export type HandlerTools = CampaignTools & DemoTools;

export type Handlers = { [C in EngineCall]: (input: ParsedInput<C>) => Promise<CallOutput<C>> };

/** The table of contents of the engine: every call of the contract and the use case behind it. */
export function createHandlers(tools: HandlerTools): Handlers {
  const { store, clock, emitter, queue, progress } = tools;
  const contactsChanged = (): Record<string, never> => {
    emitter.emit('changed', { topic: 'contacts' });
    return {};
  };
  return {
    'accounts.list': () => listAccounts(tools),
    'accounts.create': (input) => createAccount(tools, input),
    'accounts.update': (input) => updateAccount(tools, queue, input),
    'accounts.remove': ({ id }) => removeAccount(tools, queue, id).then(() => ({})),
    'accounts.check': ({ id }) => checkAccount(tools, id),

    'lists.list': () => store.listLists(),
    'contacts.list': (query) => store.listContacts(query),
    'contacts.optOut': ({ phone, reason }) => store.optOut(phone, reason, clock.now()).then(contactsChanged),
    'contacts.optIn': ({ phone }) => store.optIn(phone).then(contactsChanged),

    'import.inspect': ({ file, ...options }) => inspectCsv(file, options),
    'import.run': (input) => runImport(tools, input),
    'import.cancel': async () => {
      cancelImport(tools);
      return {};
    },

    'campaigns.list': () => store.listCampaigns(),
    'campaigns.get': ({ id }) => store.getCampaign(id),
    'campaigns.preview': (input) => previewCampaign(store, input),
    'campaigns.estimate': (draft) => estimateCampaign(store, draft),
    'campaigns.create': (input) => createCampaign(tools, input),
    'campaigns.start': ({ id }) => startCampaign(tools, id),
    'campaigns.pause': ({ id }) => pauseCampaign(tools, id),
    'campaigns.resume': ({ id }) => resumeCampaign(tools, id),
    'campaigns.cancel': ({ id }) => cancelCampaign(tools, id),
    'campaigns.progress': ({ id }) => progress.get(id),
    'campaigns.messages': (input) => listMessages(tools, input),
    'campaigns.decideUnknown': (input) => decideUnknown(tools, input),

    'demo.prepare': () => prepareDemo(tools),
    'store.verify': () => store.verify().then((violations) => ({ violations })),
  };
}
