import { hoursBetween, type Instant } from '@tidings/domain';
import type { Ticket, TicketComment } from '@tidings/helpdesks';
import type { Brand } from '@tidings/platform';
import type { LeftAloneReason } from './outcome.js';

/** A question that waited longer is somebody's work already; an automatic answer would look like mockery. */
const TOO_OLD_HOURS = 48;

export interface TicketCircumstances {
  readonly ticket: Ticket;
  readonly brand: Pick<Brand, 'speaksFrom' | 'helpdesk'>;
  readonly asOf: Instant;
}

type Guard = readonly [reason: LeftAloneReason, applies: (circumstances: TicketCircumstances) => boolean];

const written = ({ comments }: Ticket, is: (comment: TicketComment) => boolean): boolean => comments.some(is);

/** Was solved once and is not any more: whoever opened it again was not helped by what was there. */
function isReopened({ history, status }: Ticket): boolean {
  return status !== 'solved' && history.some((update) => update.status === 'solved');
}

/** Every reason to keep one's hands off, the plainest first. A single one is enough. */
const GUARDS: readonly Guard[] = [
  ['other_shop', ({ ticket, brand }) => (brand.helpdesk?.shopRef ?? ticket.shopRef) !== ticket.shopRef],
  ['closed', ({ ticket }) => ticket.status === 'closed' || ticket.status === 'solved'],
  ['live_channel', ({ ticket }) => ticket.channel === 'live' || ticket.channel === 'other'],
  ['requester_is_staff', ({ ticket }) => ticket.requester.isStaff || ticket.requester.isOurselves],
  ['requester_suspended', ({ ticket }) => ticket.requester.isSuspended],
  ['automatic_mail', ({ ticket }) => written(ticket, ({ trust }) => trust === 'automatic')],
  ['doubtful_sender', ({ ticket }) => written(ticket, ({ trust }) => trust === 'doubtful')],
  ['agent_wrote', ({ ticket }) => written(ticket, ({ writer }) => writer === 'staff')],
  ['answered_before', ({ ticket }) => written(ticket, ({ writer }) => writer === 'ourselves')],
  [
    'somebody_else_wrote',
    ({ ticket }) => written(ticket, ({ writer }) => writer === 'other_customer' || writer === 'automation'),
  ],
  ['reopened', ({ ticket }) => isReopened(ticket)],
  ['follow_up', ({ ticket }) => ticket.isFollowUp],
  ['assigned', ({ ticket }) => ticket.assigneeId !== null || !['new', 'open'].includes(ticket.status)],
  ['before_speaking', ({ ticket, brand }) => ticket.createdAt < brand.speaksFrom],
  ['too_old', ({ ticket, asOf }) => hoursBetween(ticket.createdAt, asOf) > TOO_OLD_HOURS],
];

/** Why nothing may be written to this ticket; null where nothing speaks against it. */
export function judgeTicket(circumstances: TicketCircumstances): LeftAloneReason | null {
  return GUARDS.find(([, applies]) => applies(circumstances))?.[0] ?? null;
}
