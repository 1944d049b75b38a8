import type { Person, Writer } from '../ticket.js';
import type { WireUser } from './wire.js';

const STAFF_ROLES: ReadonlySet<string> = new Set(['agent', 'admin']);

export function mapPerson(user: WireUser, ourId: string): Person {
  return {
    id: user.id,
    name: user.name,
    email: user.email?.toLowerCase() ?? null,
    isStaff: STAFF_ROLES.has(user.role ?? ''),
    isOurselves: user.id === ourId,
    isSuspended: user.suspended === true,
    locale: user.locale,
  };
}

/** Who may have written something on a ticket. */
export class Writers {
  readonly #requesterId: string;
  readonly #ourId: string;
  readonly #customers: ReadonlySet<string>;

  constructor(requesterId: string, ourId: string, people: readonly WireUser[]) {
    this.#requesterId = requesterId;
    this.#ourId = ourId;
    this.#customers = new Set(people.flatMap(({ id, role }) => (STAFF_ROLES.has(role ?? '') ? [] : [id])));
  }

  /** Somebody who is not known to be a customer counts as staff: then nothing is done over their head. */
  writerOf(userId: string, channel: string | null | undefined): Writer {
    if (userId === '-1' || channel === 'rule') return 'automation';
    if (userId === this.#ourId) return 'ourselves';
    if (userId === this.#requesterId) return 'requester';
    return this.#customers.has(userId) ? 'other_customer' : 'staff';
  }
}
