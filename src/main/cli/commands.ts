import type { Command } from './command.ts';
import { accountAdd, accountCheck, accountList, accountRemove, accountSet } from './commands/account.ts';
import { backup, backupList, restore } from './commands/backup.ts';
import { callbacksSet, callbacksShow, callbacksUrl } from './commands/callbacks.ts';
import {
  campaignCancel,
  campaignCreate,
  campaignDecide,
  campaignList,
  campaignPause,
  campaignResume,
  campaignStart,
  campaignStatus,
  campaignWithdraw,
} from './commands/campaign.ts';
import { contactsOptIn, contactsOptOut } from './commands/contacts.ts';
import { demo } from './commands/demo.ts';
import { devsmsCommands } from './commands/devsms.ts';
import { campaignEstimate } from './commands/estimate.ts';
import { importContacts } from './commands/import.ts';
import { inboxList, inboxRefresh, inboxReply, inboxThread } from './commands/inbox.ts';
import { campaignMessages } from './commands/messages.ts';
import { mobsmsKeyCreate, mobsmsLogOut, mobsmsRegister, mobsmsSignIn } from './commands/mobsms-keys.ts';
import { mobsmsCommands } from './commands/mobsms.ts';
import { otpCampaign, otpCheck, otpList, otpNames, otpSend } from './commands/otp.ts';
import { sandbox } from './commands/sandbox.ts';
import { send } from './commands/send.ts';
import { ubillCommands } from './commands/ubill.ts';
import { verify } from './commands/verify.ts';

/** What the commands that only one provider has share in a list of all. */
export const groups: Readonly<Record<string, string>> = {
  devsms: "DevSMS's own pages; see: kaptar devsms --help",
  ubill: "uBill's own pages; see: kaptar ubill --help",
  mobsms: "MobSMS's own pages, signing in to it, its keys; see: kaptar mobsms --help",
};

/** All that the command line can do, in the order of its help. */
export const commands: readonly Command[] = [
  accountAdd,
  accountSet,
  accountRemove,
  accountCheck,
  accountList,
  importContacts,
  contactsOptOut,
  contactsOptIn,
  campaignEstimate,
  campaignCreate,
  campaignStart,
  campaignPause,
  campaignResume,
  campaignCancel,
  campaignDecide,
  campaignList,
  campaignStatus,
  campaignWithdraw,
  campaignMessages,
  send,
  otpSend,
  otpCheck,
  otpList,
  otpNames,
  otpCampaign,
  inboxList,
  inboxThread,
  inboxReply,
  inboxRefresh,
  callbacksShow,
  callbacksSet,
  callbacksUrl,
  ...devsmsCommands,
  ...ubillCommands,
  mobsmsSignIn,
  mobsmsRegister,
  mobsmsLogOut,
  mobsmsKeyCreate,
  ...mobsmsCommands,
  backupList,
  backup,
  restore,
  sandbox,
  verify,
  demo,
];
