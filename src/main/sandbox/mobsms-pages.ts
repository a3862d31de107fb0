import { z } from 'zod';
import { invalid, needsPremium, requiredText, succeed, text, Url, withBody } from './mobsms-answers.ts';
import { countWords, PRICE } from './mobsms-messages.ts';
import { planOf } from './mobsms-plan.ts';
import { shownUser } from './mobsms-sign-in.ts';
import { findDevice, type MobsmsUser, type MobsmsWorld } from './mobsms-world.ts';
import type { Answer, VendorRequest } from './vendor-api.ts';

/** The group that contacts can be put into, as in the example of *Bulk-import contacts*. */
const GROUP = 10;

const Settings = z.strictObject({ keep_inbound: z.boolean().optional() });
const Webhooks = z.strictObject({
  webhook_url_incoming: Url.nullable().optional(),
  webhook_url_status: Url.nullable().optional(),
});
const DefaultDevice = z.strictObject({ device_id: requiredText(255) });
const Contact = z.strictObject({
  name: text(255).nullable().optional(),
  phone_number: text(32).nullable().optional(),
  email: text(255).nullable().optional(),
  notes: text(1000).nullable().optional(),
});
const Import = z.strictObject({
  contacts: z.array(Contact).min(1),
  group_id: z.literal(GROUP).nullable().optional(),
});

/** *Display the authenticated user's account overview*, at both of its addresses. */
export function showAccount(world: MobsmsWorld, user: MobsmsUser): Answer {
  const { ledger, purse } = world.tools;
  const counts = countWords(world);
  const total = ledger.of('mobsms').length;
  return succeed({
    user: shownUser(user),
    balance: purse.left,
    sms_rate: PRICE,
    usage: {
      total_sms: total,
      total_spent: total * PRICE,
      today_sms: total,
      today_spent: total * PRICE,
      month_sms: total,
      month_spent: total * PRICE,
    },
    stats: {
      total_sent: counts.sent + counts.delivered,
      total_delivered: counts.delivered,
      total_failed: counts.failed,
      total_pending: counts.pending,
      total_received: world.inbox.length,
      devices: world.devices.length,
      active_devices: world.devices.filter((device) => device.is_active).length,
    },
    subscription: planOf(world),
  });
}

/** *Latest gateway-app release*; nobody needs a key for it. */
export function showRelease({ options }: MobsmsWorld): Answer {
  return succeed(
    options.hasRelease
      ? {
          version_name: '1.0.1',
          version_code: 2,
          release_notes: 'Bug fixes and a faster send queue.',
          mandatory: false,
          apk_url: 'https://api.mobsms.cloud/api/app/download/3',
          apk_size: 27_418_624,
        }
      : null,
  );
}

/** *Set the user's default device*, by its number or its own id, both as text. */
export function setDefaultDevice(world: MobsmsWorld, request: VendorRequest): Answer {
  return withBody(request, DefaultDevice, ({ device_id: named }) => {
    const chosen = findDevice(world, named);
    if (!chosen) return invalid('device_id', 'The selected device id is invalid.');
    for (const device of world.devices) device.is_default = device === chosen;
    const { id, device_name: name, is_default: isDefault } = chosen;
    const message = 'Default device updated successfully';
    return succeed({ id, device_name: name, is_default: isDefault }, message);
  });
}

/** *Show the authenticated user's settings*. */
export function showSettings({ keepInbound }: MobsmsWorld, message?: string): Answer {
  return succeed({ keep_inbound: keepInbound }, message);
}

/** *Update the authenticated user's settings*. */
export function setSettings(world: MobsmsWorld, request: VendorRequest): Answer {
  return withBody(request, Settings, ({ keep_inbound: keepInbound = world.keepInbound }) => {
    world.keepInbound = keepInbound;
    return showSettings(world, 'Settings updated successfully');
  });
}

/** *Display the authenticated user's webhook URLs*. */
export function showWebhooks({ webhooks, isPremium }: MobsmsWorld, message?: string): Answer {
  if (!isPremium) return needsPremium('Webhooks');
  return succeed({ webhook_url_incoming: webhooks.incoming, webhook_url_status: webhooks.status }, message);
}

/** *Update the authenticated user's webhook URLs*: null clears one, what is left out stays. */
export function setWebhooks(world: MobsmsWorld, request: VendorRequest): Answer {
  if (!world.isPremium) return needsPremium('Webhooks');
  return withBody(request, Webhooks, (urls) => {
    const { webhooks } = world;
    if (urls.webhook_url_incoming !== undefined) webhooks.incoming = urls.webhook_url_incoming;
    if (urls.webhook_url_status !== undefined) webhooks.status = urls.webhook_url_status;
    return showWebhooks(world, 'Webhooks updated successfully');
  });
}

/** *Bulk-import contacts*: rows without a number, and numbers that are there already, are skipped. */
export function importContacts({ contacts: book }: MobsmsWorld, request: VendorRequest): Answer {
  return withBody(request, Import, ({ contacts }) => {
    let imported = 0;
    for (const { phone_number: phone } of contacts) {
      if (!phone || book.has(phone)) continue;
      book.add(phone);
      imported++;
    }
    return succeed({ imported, skipped: contacts.length - imported }, `Imported ${imported} contacts`, 201);
  });
}
