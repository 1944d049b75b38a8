/** Written by hand from the examples of the published description. */
export const ticket = {
  id: 35436,
  subject: 'Where is my order?',
  status: 'open',
  via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
  requester_id: 20978392,
  assignee_id: null,
  group_id: 98738,
  brand_id: 1,
  tags: ['enterprise'],
  custom_fields: [{ id: 27642, value: '745' }],
  created_at: '2026-11-20T22:55:29Z',
  updated_at: '2026-11-21T10:38:52Z',
};
export const users = [
  { id: 20978392, name: 'Ada Marsh', email: 'ada@shopper.example', role: 'end-user' },
  { id: 5, name: 'Robin Vale', email: 'robin@shop.example', role: 'agent' },
];
const comments = [
  comment(1, { author_id: 20978392, plain_body: 'Hello?', metadata: { flags: [] } }),
  comment(2, { author_id: 5, public: false }),
  comment(3, { author_id: -1, via: { channel: 'rule' } }),
  comment(4, { author_id: 20978392, metadata: { flags: [4] } }),
  comment(5, { author_id: 20978392, metadata: { flags: [11, 22] } }),
  comment(6, { author_id: 77, attachments: [{}, {}] }),
  comment(7, { author_id: 9 }),
];
const audits = [
  audit(1, {
    author_id: 20978392,
    events: [
      { type: 'Comment', public: true },
      { type: 'Create', field_name: 'status', value: 'new' },
    ],
  }),
  audit(2, {
    author_id: 9,
    metadata: { custom: { mark: 'd-1' } },
    events: [
      { type: 'Change', field_name: 'status', value: 'solved', previous_value: 'new' },
      { type: 'Notification', value: [1] },
    ],
  }),
];

function comment(id: number, over: object): object {
  return {
    id,
    author_id: 5,
    audit_id: id * 10,
    body: 'text',
    public: true,
    via: { channel: 'email' },
    created_at: `2026-11-20T22:55:3${id}Z`,
    ...over,
  };
}
function audit(id: number, over: object): object {
  return { id, author_id: 5, created_at: `2026-11-20T22:55:3${id}Z`, via: { channel: 'web' }, ...over };
}

/** What the account answers, by address; the first that fits. */
export const usual: readonly (readonly [RegExp, unknown])[] = [
  [/^\/oauth/, { access_token: 'token-1', token_type: 'bearer', expires_in: 7200 }],
  [/\/users\/me$/, { user: { id: 9, name: 'Tidings', role: 'admin' } }],
  [/\/users\/search/, { users: [users[0]] }],
  [
    /\/identities/,
    {
      identities: [
        { type: 'email', value: 'Ada@Shopper.example', verified: true },
        { type: 'email', value: 'other@shopper.example', verified: false },
        { type: 'phone_number', value: '+44', verified: true },
      ],
      meta: { has_more: false },
    },
  ],
  [/\/comments/, { comments, users, meta: { has_more: false } }],
  [/\/audits/, { audits, users, meta: { has_more: false } }],
  [
    /\/apply$/,
    {
      result: {
        ticket: {
          ...ticket,
          status: 'solved',
          tags: ['enterprise', 'told'],
          fields: { id: 27642, value: '777' },
          comment: { body: 'Assigned to Agent Uhura', public: false },
        },
      },
    },
  ],
  [
    /\/macros\?/,
    { macros: [{ id: 25, title: 'Close', active: true, updated_at: '2026-11-01T00:00:00Z', actions: [] }] },
  ],
  [/\/search\?/, { results: [{ id: 35436, result_type: 'ticket' }], next_page: null }],
  [/^\/api\/v2\/tickets\/\d+/, { ticket, users, audit: { id: 8 } }],
];
