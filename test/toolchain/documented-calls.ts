/**
 * Every call, parameter and answer that the three providers document, transcribed from their documents in these
 * documents' order. The tables of docs/providers.md must have a row for each.
 */

export interface DocumentedCall {
  /** The document's section; MobSMS's calls need none, since each path stands once. */
  readonly section?: string;
  /** `METHOD path`; left out for a section that is about all calls. */
  readonly call?: string;
  /** Names between white space. `name=value` is a documented value that is treated in a way of its own. */
  readonly parameters?: string;
  /** By parameter, what is documented of its values, as the table writes it in brackets behind the name. */
  readonly limits?: Readonly<Record<string, string>>;
  /** By status, the names of the answer's fields between white space; '' where the status alone is documented. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What is documented beyond that, in the words of the table. */
  readonly others?: readonly string[];
}

const SEND_ANSWER =
  'success message data.sms_id data.request_id data.status data.parts_count data.total_cost data.balance data.type';

const MESSAGE_FIELDS = [
  'id phone_number message status parts_count total_cost from_number eskiz_request_id eskiz_message_id',
  'sent_at delivered_at failed_at created_at',
].join(' ');

/** DevSMS (devsms-api.txt). */
const devsms: readonly DocumentedCall[] = [
  { section: 'Authentication', parameters: 'Authorization' },
  {
    section: '1. Send SMS',
    call: 'POST send_sms.php',
    parameters: 'phone message from callback_url type=eskiz type=simple type=universal_otp',
    limits: {
      from: '4546',
      callback_url: 'http:// or https://',
      'type=eskiz': 'default',
    },
    answers: { 200: `${SEND_ANSWER} data.country data.country_code` },
    others: ['`phone` abroad'],
  },
  {
    section: '1.1 Universal OTP SMS',
    call: 'POST send_sms.php',
    parameters: 'phone type template_type service_name otp_code',
    limits: { template_type: '1–4', service_name: '2–50 characters', otp_code: '4–8 digits' },
    answers: { 200: SEND_ANSWER, blocked: 'success error' },
    others: [
      '`service_name`: its characters',
      '`service_name` outside its limits',
      '`otp_code` outside its limits',
      'template text 1',
      'template text 2',
      'template text 3',
      'template text 4',
    ],
  },
  {
    section: '2. Get SMS History',
    call: 'GET get_history.php',
    parameters: 'limit offset status',
    limits: { limit: '50; at most 200', offset: '0', status: '`sent`, `delivered`, `failed`' },
    answers: {
      200: `success ${under('data.history[]', MESSAGE_FIELDS)} ${under('data', 'count limit offset')}`,
    },
  },
  {
    section: '3. Get Balance',
    call: 'GET get_balance.php',
    answers: {
      200: `success data.balance data.sms_price ${under(
        'data.statistics',
        'total_sms total_spent today_sms today_spent month_sms month_spent',
      )}`,
    },
  },
  {
    section: '4. Get SMS Status',
    call: 'GET get_status.php',
    parameters: 'sms_id request_id',
    answers: { 200: `success ${under('data', `${MESSAGE_FIELDS} updated_at`)}` },
  },
  {
    section: 'Callback URL',
    call: 'POST callback_url',
    parameters: `
      sms_id request_id phone status=sent status=delivered status=failed sent_at
      delivered_at failed_at timestamp
    `,
    others: ['5 seconds, no second try'],
  },
  { section: 'SMS Statuses', parameters: 'pending sent delivered failed' },
  {
    section: 'Errors',
    parameters: 'success error',
    others: ['400', '401', '403', '404', '500'].flatMap((status) => [
      `${status} (to a send)`,
      `${status} (to a question)`,
    ]),
  },
  {
    section: 'International SMS Pricing',
    others: [
      '`Country`',
      '`Phone Code`',
      '`Local user ($)`',
      '`Foreign user ($)`',
      'prices are per part',
      '`simple` for Uzbek numbers only',
    ],
  },
];

/** uBill (ubill-api.txt); what stands in the field notes only says so. */
const ubill: readonly DocumentedCall[] = [
  {
    section: 'Send Message',
    call: 'GET /v1/sms/send',
    parameters: 'key brandID numbers text stopList=false stopList=true otp=true sendTime',
    limits: {
      numbers: 'commas, international, without 00 and +',
      text: 'any Unicode',
      sendTime: '`Y-m-d H:i`',
    },
    others: ['`sendTime`: later than the current time', '`sendTime` not provided: sent immediately'],
  },
  {
    section: 'Callback',
    call: 'GET callback',
    parameters: 'key smsID number statusID=0 statusID=1 statusID=2 statusID=3 statusID=4 date',
    limits: { date: '`Y-m-d H:i:s`' },
    others: [
      '"must start with https://"',
      'method GET',
      'successful with HTTP 200–299',
      'HTTP 403 for a wrong key ("Callback Handling Example")',
    ],
  },
  {
    section: 'field notes',
    call: 'POST /v1/sms/send',
    parameters: 'brandID numbers text stopList otp sendTime',
  },
  {
    section: 'field notes',
    call: 'GET /v1/sms/send',
    answers: {
      200: `
        statusID smsID message statusID=10 statusID=20 statusID=30 statusID=40 statusID=50
        statusID=60 statusID=90 statusID=99
      `,
      401: '',
    },
  },
  {
    section: 'field notes',
    call: 'GET /v1/sms/report/{smsID}',
    parameters: 'smsID',
    answers: {
      200: `
        statusID result[].number result[].statusID=0 result[].statusID=1 result[].statusID=2
        result[].statusID=3 result[].statusID=4
      `,
    },
  },
  { section: 'field notes', call: 'GET /v1/sms/balance', answers: { 200: 'statusID sms' } },
  {
    section: 'field notes',
    call: 'GET /v1/sms/brandNames',
    answers: {
      200: 'statusID data brands[].id brands[].name brands[].authorized brands[].createdAt',
    },
  },
  {
    section: 'field notes',
    call: 'POST /v1/sms/brandNameCreate',
    parameters: 'brandName',
    answers: { 200: 'statusID message' },
    others: ['`brandName`: 2–11 characters'],
  },
];

/**
 * MobSMS (mobsms-docs.txt and its OpenAPI file). `success` is in nearly every answer and stands once, in the
 * introduction, as do the statuses that any call may answer with.
 */
const mobsms: readonly DocumentedCall[] = [
  {
    section: 'Introduction',
    parameters: 'Authorization Content-Type Accept',
    answers: {
      200: 'success data message',
      401: '',
      403: 'upgrade',
      404: 'message',
      422: 'message errors',
    },
    others: ['sending needs no device id', '`my_id`, `callback_url` on `POST /api/sms`'],
  },
  {
    call: 'GET api/tokens',
    answers: { 200: 'data[].id data[].name data[].abilities data[].last_used_at data[].created_at' },
    others: ['the plaintext token is never returned'],
  },
  {
    call: 'POST api/tokens',
    parameters: 'name abilities',
    limits: { name: 'at most 255', abilities: 'optional' },
    answers: { 201: 'message data.id data.name data.token data.created_at' },
  },
  {
    call: 'DELETE api/tokens/{id}',
    parameters: 'id',
    answers: { 200: 'message' },
  },
  {
    call: 'GET api/account',
    answers: {
      200: `
        data.user.id data.user.name data.user.email data.balance data.sms_rate
        data.usage.total_sms data.usage.total_spent data.usage.today_sms
        data.usage.today_spent data.usage.month_sms data.usage.month_spent
        data.stats.total_sent data.stats.total_delivered data.stats.total_failed
        data.stats.total_pending data.stats.total_received data.stats.devices
        data.stats.active_devices data.subscription.plan data.subscription.is_premium
        data.subscription.premium_expires_at data.subscription.prices.monthly
        data.subscription.prices.yearly data.subscription.prices.currency
        data.subscription.features
      `,
    },
  },
  {
    call: 'GET api/balance',
    answers: {
      200: `
        data.user.id data.user.name data.user.email data.balance data.sms_rate
        data.usage.total_sms data.usage.total_spent data.usage.today_sms
        data.usage.today_spent data.usage.month_sms data.usage.month_spent
        data.stats.total_sent data.stats.total_delivered data.stats.total_failed
        data.stats.total_pending data.stats.total_received data.stats.devices
        data.stats.active_devices data.subscription.plan data.subscription.is_premium
        data.subscription.premium_expires_at data.subscription.prices.monthly
        data.subscription.prices.yearly data.subscription.prices.currency
        data.subscription.features
      `,
    },
  },
  {
    call: 'GET api/app/latest',
    answers: {
      200: `
        data.version_name data.version_code data.release_notes data.mandatory data.apk_url
        data.apk_size data
      `,
    },
    others: ['no authentication'],
  },
  {
    call: 'POST api/login',
    parameters: 'email password',
    answers: {
      200: 'data.token data.user.id data.user.name data.user.email data.token_type message',
      401: 'message',
    },
  },
  {
    call: 'POST api/register',
    parameters: 'name email password password_confirmation',
    limits: { email: 'unique', password: 'at least 6' },
    answers: { 201: 'data.token data.user.id data.user.name data.user.email data.token_type message' },
  },
  {
    call: 'POST api/auth/google',
    parameters: 'id_token',
    answers: {
      200: 'data.token data.user.id data.user.name data.user.email data.token_type message',
      401: 'message',
    },
  },
  {
    call: 'POST api/logout',
    answers: { 200: 'message' },
  },
  {
    call: 'GET api/user',
    answers: { 200: 'data.id data.name data.email data.plan data.premium_expires_at' },
  },
  {
    call: 'POST api/contacts/import',
    parameters: `
      contacts[] contacts[].name contacts[].phone_number contacts[].email contacts[].notes
      group_id
    `,
    limits: {
      'contacts[]': 'each with `phone_number`',
      'contacts[].name': 'at most 255',
      'contacts[].phone_number': 'at most 32',
      'contacts[].email': 'at most 255',
      'contacts[].notes': 'at most 1000',
      group_id: 'optional',
    },
    answers: { 201: 'data.imported data.skipped message' },
  },
  {
    call: 'GET api/devices',
    answers: {
      200: `
        data[].id data[].device_id data[].device_name data[].phone_number data[].is_active
        data[].is_default data[].sms_rate data[].send_delay_seconds data[].default_sim_slot
      `,
    },
  },
  {
    call: 'POST api/devices/default-device',
    parameters: 'device_id',
    answers: { 200: 'data.id data.device_name data.is_default message' },
  },
  {
    call: 'POST api/sms/bulk',
    parameters: 'message recipients[] device_id price my_id',
    limits: { message: 'at most 1600', device_id: '`active`', price: 'at least 0' },
    answers: {
      201: `
        data[].id data[].message_id data[].recipient_number data[].status data[].price
        data[].is_charged data[].direction message
      `,
      422: 'message',
      403: 'upgrade',
    },
    others: ['`message`: `{name}`', '`recipients[]` (strings)', '`recipients[]` (`{number, name}`)'],
  },
  {
    call: 'GET api/sms/delivery-stats',
    answers: {
      200: `
        data.today.sent data.today.delivered data.today.failed data.today.delivery_rate
        data.this_week.sent data.this_week.delivered data.this_week.delivery_rate
        data.this_month.sent data.this_month.delivered data.this_month.delivery_rate message
      `,
    },
  },
  {
    call: 'GET api/sms/outbox',
    answers: {
      200: `
        data.current_page data.data[].id data.data[].recipient_number data.data[].message
        data.data[].status data.data[].price data.data[].is_charged data.data[].created_at
        data.per_page data.total
      `,
    },
  },
  {
    call: 'GET api/sms/inbox',
    answers: {
      200: `
        data.current_page data.data[].id data.data[].sender_number data.data[].message
        data.data[].status data.data[].direction data.data[].created_at data.per_page
        data.total
      `,
    },
  },
  {
    call: 'POST api/sms/{id}/cancel',
    parameters: 'id',
    answers: { 200: 'data.id data.status message', 422: 'message' },
  },
  {
    call: 'GET api/sms',
    parameters: 'direction status device_id page',
    limits: {
      direction: '`inbound`, `outbound`',
      status: '`pending`, `sent`, `delivered`, `failed`',
      device_id: 'integer',
    },
    answers: {
      200: `
        data.current_page data.data[].id data.data[].message_id data.data[].recipient_number
        data.data[].sender_number data.data[].message data.data[].direction
        data.data[].status data.data[].price data.data[].is_charged data.data[].sent_at
        data.data[].delivered_at data.data[].created_at data.per_page data.total
      `,
    },
    others: ['newest first'],
  },
  {
    call: 'POST api/sms',
    parameters: 'message recipient_number phone device_id price my_id callback_url',
    limits: {
      message: 'at most 1600',
      recipient_number: 'E.164',
      phone: 'another name',
      device_id: '`active`',
      price: 'at least 0',
    },
    answers: {
      201: `
        message data.id data.message_id data.recipient_number data.status data.price
        data.is_charged data.direction data.callback_url
      `,
      422: 'message',
    },
    others: ['callback `{"event": "status", "data", "timestamp"}`', 'callback once delivered or failed'],
  },
  {
    call: 'GET api/sms/{id}',
    parameters: 'id',
    limits: { id: 'the number or the UUID' },
    answers: {
      200: `
        data.id data.message_id data.recipient_number data.status data.price data.is_charged
        data.sent_at data.delivered_at data.error_message data.callback_url
      `,
      404: 'message',
    },
  },
  {
    call: 'PUT api/sms/{id}',
    parameters: 'id status error_message',
    limits: { status: '`pending`, `sent`, `delivered`, `failed`, `received`' },
    answers: { 200: 'data.id data.status message' },
  },
  {
    call: 'PATCH api/sms/{id}',
    parameters: 'id status error_message',
    limits: { status: '`pending`, `sent`, `delivered`, `failed`, `received`' },
    answers: { 200: 'data.id data.status message' },
  },
  {
    call: 'DELETE api/sms/{id}',
    parameters: 'id',
    answers: { 200: 'message' },
  },
  {
    call: 'GET api/settings',
    answers: { 200: 'data.keep_inbound' },
  },
  {
    call: 'PUT api/settings',
    parameters: 'keep_inbound',
    answers: { 200: 'data.keep_inbound message' },
  },
  {
    call: 'GET api/subscription',
    answers: {
      200: `
        data.plan data.is_premium data.premium_expires_at data.prices.monthly
        data.prices.yearly data.prices.currency data.features data.payment.wallet_address
        data.payment.asset data.payment.network data.payment.admin_telegram
      `,
    },
  },
  {
    call: 'POST api/subscriptions/redeem-promo',
    parameters: 'code',
    limits: { code: 'in any case' },
    answers: {
      200: `
        message data.plan data.is_premium data.premium_expires_at data.prices.monthly
        data.prices.yearly data.prices.currency data.features
      `,
      422: 'message',
    },
  },
  {
    call: 'GET api/webhooks',
    answers: { 200: 'data.webhook_url_incoming data.webhook_url_status', 403: 'upgrade' },
  },
  {
    call: 'PUT api/webhooks',
    parameters: 'webhook_url_incoming webhook_url_status',
    limits: { webhook_url_incoming: 'nullable', webhook_url_status: 'nullable' },
    answers: { 200: 'data.webhook_url_incoming data.webhook_url_status message', 403: 'upgrade' },
    others: ['status events', 'incoming events'],
  },
];

/** The names of the fields of an object. */
function under(object: string, names: string): string {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => `${object}.${name}`)
    .join(' ');
}

/** By the name that the headings of docs/providers.md have. */
export const documentedCalls: Readonly<Record<string, readonly DocumentedCall[]>> = {
  DevSMS: devsms,
  uBill: ubill,
  MobSMS: mobsms,
};
