import type { Command } from './command.ts';
import { accountAdd, accountCheck, accountList } from './commands/account.ts';
import {
  campaignCancel,
  campaignCreate,
  campaignPause,
  campaignResume,
  campaignStart,
  campaignStatus,
} from './commands/campaign.ts';
import { demo } from './commands/demo.ts';
import { importContacts } from './commands/import.ts';
import { campaignMessages } from './commands/messages.ts';
import { sandbox } from './commands/sandbox.ts';
import { send } from './commands/send.ts';
import { verify } from './commands/verify.ts';

/** All that the command line can do, in the order of its help. */
export const commands: readonly Command[] = [
  accountAdd,
  accountCheck,
  accountList,
  importContacts,
  campaignCreate,
  campaignStart,
  campaignPause,
  campaignResume,
  campaignCancel,
  campaignStatus,
  campaignMessages,
  send,
  sandbox,
  verify,
  demo,
];
