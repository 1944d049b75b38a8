import { Liquid } from 'liquidjs';
import type { Ticket, User } from './desk-state.js';

const liquid = new Liquid({ outputEscape: 'escape' });

/** Zendesk's own way of not meaning a placeholder: a backslash before it, or a code tag around it. */
const MEANT_AS_TEXT = /\\\{\{.*?\}\}|<code>.*?<\/code>/gs;

export interface PlaceholderFacts {
  readonly ticket: Ticket;
  readonly requester: User;
  readonly assignee: User | null;
  readonly author: User;
}

/**
 * Fills `{{...}}` in what an agent writes, from the ticket as it was before this write: whoever counts on fields of the
 * same write is shown to be wrong here. What cannot be read stays as it is.
 */
export function fillPlaceholders(html: string, facts: PlaceholderFacts): string {
  const kept: string[] = [];
  const template = html.replace(MEANT_AS_TEXT, (text) => {
    kept.push(text.startsWith('\\') ? text.slice(1) : text);
    return `\uE000${kept.length - 1}\uE000`;
  });
  try {
    const filled = String(liquid.parseAndRenderSync(template, valuesOf(facts)));
    return filled.replace(/\uE000(\d+)\uE000/g, (_, index) => kept[Number(index)] ?? '');
  } catch {
    return html;
  }
}

function valuesOf({ ticket, requester, assignee, author }: PlaceholderFacts): object {
  const entries = Object.entries(ticket.fields).map(([id, value]) => [`ticket_field_${id}`, value] as const);
  const fields: Record<string, unknown> = Object.fromEntries(entries);
  return {
    ticket: {
      id: ticket.id,
      title: ticket.subject,
      status: ticket.status,
      description: ticket.comments[0]?.plain ?? '',
      requester: personValues(requester),
      assignee: assignee === null ? null : personValues(assignee),
      tags: ticket.tags.join(' '),
      ...fields,
    },
    current_user: personValues(author),
  };
}

function personValues({ id, name, email, locale }: User): object {
  const [first = '', ...rest] = name.split(' ');
  return { id, name, first_name: first, last_name: rest.join(' '), email, locale };
}
