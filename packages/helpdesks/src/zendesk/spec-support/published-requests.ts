import { z } from 'zod';

/**
 * What Zendesk publishes of the requests that we send: an excerpt of the OpenAPI description of its Support API 2.0.0
 * (developer.zendesk.com, oas.yaml), by operation: method, path, the query parameters its page names, and the writable
 * properties of its body. Where the description is silent the page of the documentation is named.
 */
export interface PublishedRequest {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
  readonly query: readonly string[];
  readonly body: z.ZodType | null;
}

/** Introduction, Pagination: cursor pagination. */
const CURSOR = ['page[size]', 'page[after]'];
/** Introduction, Side-loading: tickets, comments and audits bring their users. */
const SIDELOAD = ['include'];

/** components.schemas.TicketCommentObject: what is writable of it. */
const comment = z.strictObject({
  author_id: z.int().optional(),
  body: z.string().optional(),
  html_body: z.string().optional(),
  public: z.boolean().optional(),
  uploads: z.array(z.string()).optional(),
});

/** components.schemas.CustomFieldObject, as Setting custom field values writes it. */
const customField = z.strictObject({
  id: z.int(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
});

/** components.schemas.TicketUpdateInput, with `macro_id` and `metadata` of TicketObject, which are write-only there. */
const ticketUpdate = z.strictObject({
  ticket: z.strictObject({
    assignee_id: z.int().optional(),
    comment: comment.optional(),
    custom_fields: z.array(customField).optional(),
    custom_status_id: z.int().optional(),
    group_id: z.int().optional(),
    priority: z.enum(['urgent', 'high', 'normal', 'low']).optional(),
    safe_update: z.boolean().optional(),
    status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']).optional(),
    subject: z.string().optional(),
    tags: z.array(z.string()).optional(),
    type: z.enum(['problem', 'incident', 'question', 'task']).optional(),
    updated_stamp: z.iso.datetime().optional(),
    macro_id: z.int().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** Grant type tokens, Create Token for Grant Type. */
const grant = z.strictObject({
  grant_type: z.enum(['authorization_code', 'client_credentials', 'refresh_token']),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string().optional(),
  expires_in: z.int().gt(300).lt(172_800).optional(),
});

const get = (operation: string, path: RegExp, query: readonly string[] = []): PublishedRequest => ({
  operation,
  method: 'GET',
  path,
  query,
  body: null,
});

export const PUBLISHED: readonly PublishedRequest[] = [
  { operation: 'CreateTokenForGrantType', method: 'POST', path: /^\/oauth\/tokens$/, query: [], body: grant },
  get('ShowTicket', /^\/api\/v2\/tickets\/\d+$/, SIDELOAD),
  {
    operation: 'UpdateTicket',
    method: 'PUT',
    path: /^\/api\/v2\/tickets\/\d+$/,
    query: [],
    body: ticketUpdate,
  },
  get('ListTicketComments', /^\/api\/v2\/tickets\/\d+\/comments$/, [...CURSOR, ...SIDELOAD, 'sort']),
  get('ListAuditsForTicket', /^\/api\/v2\/tickets\/\d+\/audits$/, [...CURSOR, ...SIDELOAD]),
  get('ShowTicketAfterChanges', /^\/api\/v2\/tickets\/\d+\/macros\/\d+\/apply$/),
  get('ListMacros', /^\/api\/v2\/macros$/, [...CURSOR, 'active', 'only_viewable', 'sort']),
  get('ShowCurrentUser', /^\/api\/v2\/users\/me$/),
  get('ShowUser', /^\/api\/v2\/users\/\d+$/),
  get('ListUserIdentities', /^\/api\/v2\/users\/\d+\/identities$/, CURSOR),
  get('SearchUsers', /^\/api\/v2\/users\/search$/, ['query', 'external_id']),
  get('ListSearchResults', /^\/api\/v2\/search$/, ['query', 'sort_by', 'sort_order', 'page', 'per_page']),
];

/** What is not as published of a request; empty when all is. */
export function differencesFrom(request: {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}): readonly string[] {
  const { pathname, searchParams } = new URL(request.url, 'http://zendesk');
  const published = PUBLISHED.find(({ method, path }) => method === request.method && path.test(pathname));
  if (published === undefined) return [`${request.method} ${pathname} is not published`];
  const strangers = [...searchParams.keys()].filter((name) => !published.query.includes(name));
  const { error } = (published.body ?? z.undefined()).safeParse(request.body);
  return [
    ...strangers.map((name) => `${published.operation} has no query parameter ${name}`),
    ...(error?.issues ?? []).map(
      ({ path, message }) => `${published.operation}: ${path.join('.')}: ${message}`,
    ),
  ];
}
