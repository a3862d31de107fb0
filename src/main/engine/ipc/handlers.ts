import type { Topic } from '../../../shared/contract.ts';
import {
  checkAccount,
  createAccount,
  listAccounts,
  removeAccount,
  setAccountRate,
  updateAccount,
} from '../services/accounts.ts';
import type { Backups } from '../services/backups.ts';
import type { Restoring } from '../services/restoring.ts';
import type { StartCheck } from '../services/start-check.ts';
import { type EstimateTools, estimateCampaign, previewCampaign } from '../services/campaign-drafts.ts';
import { cancelPreparing, createCampaign, type MakingTools } from '../services/campaign-making.ts';
import { sendTest } from '../services/campaign-test.ts';
import { campaignHistory, followUp, retryFailed, searchMessages } from '../services/campaign-results.ts';
import {
  archiveCampaign,
  cancelCampaign,
  listMessages,
  pauseCampaign,
  renameCampaign,
  resumeCampaign,
  startCampaign,
  takeBackCampaign,
  withdrawCampaign,
  type CampaignTools,
} from '../services/campaigns.ts';
import {
  cancelChange,
  changeContacts,
  mergeAllDuplicates,
  mergeContacts,
  undoChange,
  updateContact,
  type ContactChangeTools,
} from '../services/contact-changes.ts';
import { exportContacts, type ContactExportTools } from '../services/contact-export.ts';
import {
  countContacts,
  listContacts,
  listDuplicates,
  listLists,
  listOptOuts,
  type CountTools,
} from '../services/contacts.ts';
import { atStake, decideUnknown } from '../services/decisions.ts';
import { prepareDemo, type DemoTools } from '../services/demo.ts';
import { cancelImport, checkImport, inspectFile, runImport, undoImport } from '../services/imports.ts';
import { listThread, refreshInbox, reply, type InboxTools } from '../services/inbox.ts';
import {
  callbackStanding,
  forgetCallbackKey,
  renewCallbackToken,
  setCallbacks,
  tellCallbackUrl,
  type CallbackTools,
} from '../services/callbacks.ts';
import {
  checkOtp,
  createOtpCampaign,
  getOtp,
  listOtps,
  previewOtp,
  sendOtp,
  type OtpTools,
} from '../services/otp.ts';
import { cancelExport, exportReport, type ReportTools } from '../services/reports/export.ts';
import { getDeliveryTimes, getReport } from '../services/reports/report.ts';
import { getSettings, setSettings } from '../services/settings.ts';
import { getWork, pauseAll, resumeAll } from '../services/work.ts';
import type { Handlers } from './handler.ts';
import { copyHandlers } from './copy-handlers.ts';
import { devsmsHandlers } from './devsms-handlers.ts';
import { planHandlers } from './plan-handlers.ts';
import { mobsmsHandlers } from './mobsms-handlers.ts';
import { ubillHandlers } from './ubill-handlers.ts';

/** What the use cases need; made once in `app.ts`. */
export type HandlerTools = CampaignTools &
  EstimateTools &
  DemoTools &
  OtpTools &
  InboxTools &
  CallbackTools &
  CountTools &
  ContactChangeTools &
  ContactExportTools &
  ReportTools &
  MakingTools & {
    readonly backups: Backups;
    readonly backupDir: string;
    readonly restoring: Restoring;
    readonly startCheck: StartCheck;
  };

/** The table of contents of the engine: every call of the contract and the use case behind it. */
export function createHandlers(tools: HandlerTools): Handlers {
  const { store, clock, emitter, queue, progress, backups, backupDir, restoring, startCheck } = tools;
  /** Passes an answer on and tells the window that its topic changed. */
  const announced =
    (topic: Topic) =>
    <T>(value: T): T => {
      emitter.emit('changed', { topic });
      return value;
    };
  return {
    'accounts.list': () => listAccounts(tools),
    'accounts.create': (input) => createAccount(tools, input),
    'accounts.update': (input) => updateAccount(tools, queue, input),
    'accounts.setRate': (input) => setAccountRate(tools, queue, input),
    'accounts.remove': ({ id }) => removeAccount(tools, queue, id).then(() => ({})),
    'accounts.check': ({ id }) => checkAccount(tools, id),

    'lists.list': () => listLists(store),
    'lists.create': ({ name }) =>
      store.createList(name, clock.now()).then((id) => announced('contacts')({ id })),
    'lists.rename': ({ id, name }) => store.renameList(id, name).then(() => announced('contacts')({})),
    'lists.remove': ({ id }) => store.removeList(id).then(() => announced('contacts')({})),
    'lists.restore': ({ id }) => store.restoreList(id).then((name) => announced('contacts')({ name })),
    'contacts.fields': () => store.listFields(),
    'contacts.list': (query) => listContacts(store, query),
    'contacts.count': (filter) => countContacts(tools, filter),
    'contacts.get': ({ id }) => store.getContact(id),
    'contacts.create': ({ listIds, ...words }) =>
      store.createContact(words, listIds, clock.now()).then((id) => announced('contacts')({ id })),
    'contacts.update': (input) => updateContact(tools, input),
    'contacts.change': (input) => changeContacts(tools, input),
    'contacts.cancelChange': () => cancelChange(tools).then(() => ({})),
    'contacts.lastChange': () => store.findLastChange().then((change) => change ?? null),
    'contacts.undo': (input) => undoChange(tools, input),
    'contacts.export': (input) => exportContacts(tools, input),
    'contacts.cancelExport': () => cancelExport(tools).then(() => ({})),
    'contacts.optOut': ({ phone, reason }) =>
      store.optOut(phone, reason, clock.now()).then(() => announced('contacts')({})),
    'contacts.optIn': ({ phone }) => store.optIn(phone).then(() => announced('contacts')({})),
    'optOuts.list': (query) => listOptOuts(store, query),
    'optOuts.add': ({ phones, reason }) =>
      store.addOptOuts(phones, reason, clock.now()).then((added) => announced('contacts')({ added })),
    'optOuts.restore': ({ optOuts }) => store.restoreOptOuts(optOuts).then(() => announced('contacts')({})),
    'duplicates.list': (query) => listDuplicates(store, query),
    'duplicates.merge': (merge) => mergeContacts(tools, merge),
    'duplicates.mergeAll': (input) => mergeAllDuplicates(tools, input),

    'import.inspect': (input) => inspectFile(tools, input),
    'import.check': (input) => checkImport(tools, input),
    'import.run': (input) => runImport(tools, input),
    'import.cancel': () => cancelImport(tools).then(() => ({})),
    'import.last': () => store.findLastImport().then((last) => last ?? null),
    'import.undo': () => undoImport(tools),

    'campaigns.list': (query) => store.listCampaigns(query),
    'campaigns.get': ({ id }) => store.getCampaign(id),
    'campaigns.preview': (input) => previewCampaign(tools, input),
    'campaigns.estimate': (draft) => estimateCampaign(tools, draft),
    'campaigns.create': (input) => createCampaign(tools, input),
    'campaigns.cancelPreparing': async () => {
      cancelPreparing(tools);
      return {};
    },
    'campaigns.start': (input) => startCampaign(tools, input),
    'campaigns.takeBack': ({ id }) => takeBackCampaign(tools, id),
    'campaigns.sendTest': (input) => sendTest(tools, input),
    'campaigns.pause': ({ id }) => pauseCampaign(tools, id),
    'campaigns.resume': ({ id }) => resumeCampaign(tools, id),
    'campaigns.cancel': ({ id }) => cancelCampaign(tools, id),
    'campaigns.withdraw': ({ id }) => withdrawCampaign(tools, id),
    'campaigns.rename': (input) => renameCampaign(tools, input),
    'campaigns.archive': (input) => archiveCampaign(tools, input),
    'campaigns.progress': ({ id }) => progress.get(id),
    'campaigns.history': ({ id }) => campaignHistory(tools, id),
    'campaigns.errors': ({ id }) => store.listErrors(id),
    'campaigns.messages': (input) => listMessages(tools, input),
    'campaigns.searchMessages': (input) => searchMessages(tools, input),
    'campaigns.attempts': ({ messageId }) => store.listAttempts(messageId),
    'campaigns.retryFailed': (input) => retryFailed(tools, input),
    'campaigns.followUp': (input) => followUp(tools, input),
    'campaigns.atStake': (input) => atStake(tools, input),
    'campaigns.decideUnknown': (input) => decideUnknown(tools, input),
    'campaigns.decisions': ({ messageId }) => store.listDecisions(messageId),

    'templates.list': () => store.listTemplates(),
    'templates.save': (template) => store.saveTemplate(template, clock.now()).then(announced('templates')),
    'templates.remove': ({ id }) => store.removeTemplate(id).then(() => announced('templates')({})),

    'otp.send': (input) => sendOtp(tools, input),
    'otp.get': ({ id }) => getOtp(tools, id),
    'otp.list': ({ limit }) => listOtps(tools, limit),
    'otp.check': (input) => checkOtp(tools, input),
    'otp.preview': async (input) => previewOtp(input),
    'otp.serviceNames': ({ accountId }) => store.listServiceNames(accountId),
    'otp.createCampaign': (input) => createOtpCampaign(tools, input),

    'inbox.threads': (query) => store.listThreads(query),
    'inbox.thread': (input) => listThread(tools, input),
    'inbox.markRead': ({ accountId, phone }) =>
      store.markRead(accountId, phone, clock.now()).then(() => announced('inbox')({})),
    'inbox.reply': (input) => reply(tools, input),
    'inbox.refresh': ({ accountId }) => refreshInbox(tools, accountId),

    'callbacks.get': () => callbackStanding(tools),
    'callbacks.set': (settings) => setCallbacks(tools, settings),
    'callbacks.renewToken': ({ accountId }) => renewCallbackToken(tools, accountId),
    'callbacks.forgetKey': ({ accountId }) => forgetCallbackKey(tools, accountId),
    'callbacks.url': (input) => tellCallbackUrl(tools, input),

    ...devsmsHandlers(tools),
    ...ubillHandlers(tools),
    ...mobsmsHandlers(tools),

    'reports.get': (query) => getReport(store, query),
    'reports.deliveryTimes': ({ id }) => getDeliveryTimes(store, id),
    'reports.export': (input) => exportReport(tools, input),
    'reports.cancelExport': () => cancelExport(tools).then(() => ({})),
    ...planHandlers(tools),

    'settings.get': () => getSettings(store),
    'settings.set': (change) => setSettings(tools, change),

    'work.get': () => getWork(tools),
    'work.pauseAll': () => pauseAll(tools).then((campaigns) => ({ campaigns })),
    'work.resumeAll': () => resumeAll(tools).then((campaigns) => ({ campaigns })),
    'backups.create': () => backups.create(),
    ...copyHandlers(restoring, backupDir),

    'demo.prepare': () => prepareDemo(tools),
    'store.verify': () => store.verify().then((violations) => ({ violations })),
    'store.lastCheck': async () => startCheck.last(),
  };
}
