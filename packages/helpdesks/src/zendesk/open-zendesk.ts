import type { Instant } from '@tidings/domain';
import type { Helpdesk } from '../port.js';
import type { Macro, Person, Requester, Ticket, TicketChange, TicketEffect } from '../ticket.js';
import { mapMacro } from './map-macro.js';
import { mapPerson, Writers } from './map-person.js';
import { mapPreview } from './map-preview.js';
import { mapTicket } from './map-ticket.js';
import { readPages } from './read-pages.js';
import type { ZendeskSettings } from './settings.js';
import {
  auditsPageSchema,
  commentsPageSchema,
  identitiesPageSchema,
  macrosPageSchema,
  previewAnswerSchema,
  searchPageSchema,
  ticketAnswerSchema,
  updateAnswerSchema,
  userAnswerSchema,
  usersPageSchema,
  type WireUser,
} from './wire.js';
import { writeUpdate } from './write-update.js';
import { ZendeskApi } from './zendesk-api.js';

export function openZendesk(settings: ZendeskSettings, now: () => number = Date.now): Helpdesk {
  return new Zendesk(new ZendeskApi(settings, now));
}

class Zendesk implements Helpdesk {
  readonly id = 'zendesk';
  readonly #api: ZendeskApi;
  #ourselves: Promise<Person> | null = null;

  constructor(api: ZendeskApi) {
    this.#api = api;
  }

  async readTicket(ticketId: string): Promise<Ticket> {
    const path = `/api/v2/tickets/${encodeURIComponent(ticketId)}`;
    const [{ id: ourId }, { ticket, users }] = await Promise.all([
      this.whoAmI(),
      this.#api.get(`${path}?include=users`, ticketAnswerSchema),
    ]);
    const [comments, audits, requester] = await Promise.all([
      readPages(this.#api, `${path}/comments?include=users`, commentsPageSchema),
      readPages(this.#api, `${path}/audits?include=users`, auditsPageSchema),
      this.#readRequester(ticket.requester_id, users, ourId),
    ]);
    const people = [
      ...users,
      ...comments.flatMap((page) => page.users),
      ...audits.flatMap((page) => page.users),
    ];
    return mapTicket({
      ticket,
      requester,
      comments: comments.flatMap((page) => page.comments),
      audits: audits.flatMap((page) => page.audits),
      writers: new Writers(ticket.requester_id, ourId, people),
    });
  }

  async updateTicket(ticket: Ticket, change: TicketChange): Promise<{ updateId: string }> {
    const { id: ourId } = await this.whoAmI();
    const body = writeUpdate(ticket, change, ourId);
    const { audit } = await this.#api.put(`/api/v2/tickets/${ticket.id}`, body, updateAnswerSchema);
    return { updateId: audit.id };
  }

  async listMacros(): Promise<readonly Macro[]> {
    const pages = await readPages(this.#api, '/api/v2/macros?active=true', macrosPageSchema);
    return pages.flatMap(({ macros }) => macros.filter(({ active }) => active !== false).map(mapMacro));
  }

  async previewMacro(ticket: Ticket, macroId: string): Promise<TicketEffect> {
    const path = `/api/v2/tickets/${ticket.id}/macros/${encodeURIComponent(macroId)}/apply`;
    return mapPreview(await this.#api.get(path, previewAnswerSchema), ticket);
  }

  async findPeople(email: string): Promise<readonly Person[]> {
    const query = encodeURIComponent(`email:"${email.replaceAll('"', '')}"`);
    const { id: ourId } = await this.whoAmI();
    const { users } = await this.#api.get(`/api/v2/users/search?query=${query}`, usersPageSchema);
    return users.map((user) => mapPerson(user, ourId));
  }

  async whoAmI(): Promise<Person> {
    this.#ourselves ??= this.#readOurselves().catch((error: unknown) => {
      this.#ourselves = null;
      throw error;
    });
    return this.#ourselves;
  }

  async listTicketsOpenedSince(since: Instant): Promise<readonly string[]> {
    const query = encodeURIComponent(`type:ticket created>=${since.slice(0, 19)}Z`);
    const found: string[] = [];
    let more = true;
    for (let page = 1; more; page += 1) {
      const path = `/api/v2/search?query=${query}&sort_by=created_at&sort_order=asc&page=${page}`;
      const { results, next_page: next } = await this.#api.get(path, searchPageSchema);
      found.push(...results.map(({ id }) => id));
      more = next != null && page < LAST_SEARCH_PAGE;
    }
    return found;
  }

  async close(): Promise<void> {
    await this.#api.close();
  }

  async #readOurselves(): Promise<Person> {
    const { user } = await this.#api.get('/api/v2/users/me', userAnswerSchema);
    return mapPerson(user, user.id);
  }

  async #readRequester(id: string, users: readonly WireUser[], ourId: string): Promise<Requester> {
    const path = `/api/v2/users/${id}`;
    const sideloaded = users.find((user) => user.id === id);
    const [user, pages] = await Promise.all([
      sideloaded ?? this.#api.get(path, userAnswerSchema).then((answer) => answer.user),
      readPages(this.#api, `${path}/identities`, identitiesPageSchema),
    ]);
    const emails = pages
      .flatMap(({ identities }) => identities)
      .flatMap(({ type, value, verified }) => (type === 'email' && verified ? [value.toLowerCase()] : []));
    return { ...mapPerson(user, ourId), verifiedEmails: [...new Set(emails)] };
  }
}

/** Zendesk finds a thousand, a hundred a page, and refuses to go on. */
const LAST_SEARCH_PAGE = 10;
