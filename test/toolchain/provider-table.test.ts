import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const document = readFileSync(join(root, 'docs', 'providers.md'), 'utf8');

interface Row {
  part: string;
  field: string;
  /** Of the form `file › title`. */
  tests: string[];
}

/** The rows of the table below a heading that begins with these words. */
function tableOf(provider: string): Row[] {
  const [, section = ''] = document.split(`### Every word of ${provider}`);
  const [body = ''] = section.split('\n##');
  return body
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      // A pipe in a cell is written `\|`.
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      const [, part = '', field = '', , covering = ''] = cells;
      return { part, field, tests: covering.match(/`[^`]+`/g)?.map((name) => name.slice(1, -1)) ?? [] };
    });
}

/** Whether a test file has a test of this title: a string of exactly these words. */
function hasTest(file: string, title: string): boolean {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return ["'", '"', '`'].some((quote) =>
    source.includes(quote + title.replaceAll("'", quote === "'" ? "\\'" : "'") + quote),
  );
}

/** Calls and parameters of each document; the table must name every one of them. */
const documented: Readonly<Record<string, string>> = {
  DevSMS: `
    send_sms.php get_history.php get_balance.php get_status.php phone message from callback_url type
    template_type service_name otp_code sms_id request_id parts_count total_cost balance country
    country_code limit offset status sms_price total_sms total_spent today_sms today_spent month_sms
    month_spent sent_at delivered_at failed_at created_at updated_at timestamp pending sent delivered
    failed 400 401 403 404 500
  `,
  uBill: `
    sms/send key brandID numbers text stopList otp sendTime smsID number statusID date sms/report
    sms/balance brandNames brandNameCreate
  `,
  MobSMS: `
    api/tokens api/account api/balance api/app/latest api/login api/register api/auth/google api/logout
    api/user api/contacts/import api/devices api/devices/default-device api/sms/bulk api/sms/delivery-
    stats api/sms/outbox api/sms/inbox api/sms/{id}/cancel api/sms/{id} api/settings api/subscription
    api/subscriptions/redeem-promo api/webhooks abilities email password name password_confirmation
    id_token contacts phone_number notes group_id device_id message recipients price my_id
    recipient_number callback_url direction status page error_message keep_inbound code
    webhook_url_incoming webhook_url_status 401 403 404 422 upgrade
  `,
};

describe.each(Object.entries(documented))('the table of %s', (provider, words) => {
  const rows = tableOf(provider);

  test('names every call and parameter of the document', () => {
    const named = rows.map(({ part, field }) => `${part} ${field}`).join('\n');
    expect(
      words
        .trim()
        .split(/\s+/)
        .filter((word) => !named.includes(word)),
    ).toEqual([]);
  });

  test('names for each row a test that is there', () => {
    expect(
      rows.filter(({ tests }) => tests.length === 0).map(({ part, field }) => `${part}: ${field}`),
    ).toEqual([]);
    const missing = rows
      .flatMap(({ tests }) => tests)
      .filter((name) => {
        const [file = '', title = ''] = name.split(' › ');
        return !hasTest(file, title);
      });
    expect([...new Set(missing)]).toEqual([]);
  });
});
