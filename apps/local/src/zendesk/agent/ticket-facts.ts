import type { Desk } from '../desk.js';
import type { Ticket, User } from '../desk-state.js';
import type { Installation } from './proxy-request.js';

/** What the app beside a ticket may ask of its host: Zendesk docs, Apps framework, Ticket sidebar and All locations. */
export function ticketFacts(desk: Desk, ticket: Ticket, installation: Installation): object {
  const requester = desk.user(ticket.requesterId);
  const fields = Object.entries(ticket.fields).map(([id, value]) => [`custom_field_${id}`, value] as const);
  return {
    registration: {
      metadata: {
        appId: 1,
        installationId: 2,
        name: 'Tidings',
        version: '0.1.0',
        settings: installation.settings,
      },
      context: {
        product: 'support',
        account: { subdomain: 'northwind' },
        location: 'ticket_sidebar',
        ticketId: ticket.id,
      },
    },
    currentUser: { ...person(desk.agent), role: 'agent', locale: desk.agent.locale },
    currentAccount: { subdomain: 'northwind', planName: 'Suite Growth' },
    ticket: {
      id: ticket.id,
      subject: ticket.subject,
      description: ticket.comments[0]?.plain ?? '',
      status: ticket.status,
      tags: ticket.tags,
      requester: person(requester),
      createdAt: ticket.createdAt,
      via: { channel: ticket.channel },
      brand: { id: 1, name: 'Northwind Outfitters' },
      customFields: Object.fromEntries(fields),
    },
  };
}

function person({ id, name, email, locale }: User): object {
  return { id, name, email, locale, externalId: null };
}
