import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { sidebarQuerySchema, type SidebarTicket, sidebarTicketSchema } from '@tidings/contracts';
import { HelpdeskError, type Ticket } from '@tidings/helpdesks';
import { Failure, readInput, unauthorized } from '@tidings/platform';
import { TellSidebar } from '../../core/tell-sidebar.js';
import type { BrandDesk } from '../../ports/helpdesk-desk.js';
import { Installations } from './installations.js';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const TICKET_ID = /^[\w-]{1,40}$/;
const RETRY_AFTER_SECONDS = 5;

/** What an agent sees beside a ticket; who asks has proven to be an agent of the installation, and no more. */
@Controller('sidebar')
export class SidebarController {
  constructor(
    private readonly installations: Installations,
    private readonly sidebar: TellSidebar,
  ) {}

  @Get('tickets/:ticketId')
  async tell(
    @Param('ticketId') ticketId: string,
    @Query() query: unknown,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<SidebarTicket> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthorized();
    const desks = await this.installations.verify(token);
    const asked = readInput(sidebarQuerySchema, query);
    const { desk, ticket } = await findTicket(desks, ticketId);
    try {
      // Parsed, so that nothing leaves that the contract does not name.
      return sidebarTicketSchema.parse(await this.sidebar.tell(desk, ticket, asked));
    } catch (error) {
      throw toSidebarFailure(error);
    }
  }
}

function notFound(): Failure {
  return new Failure('not_found', 'there is no such ticket');
}

/** Where several shops share one helpdesk, the ticket says whose it is. */
async function findTicket(
  desks: readonly BrandDesk[],
  ticketId: string,
): Promise<{ readonly desk: BrandDesk; readonly ticket: Ticket }> {
  const [first] = desks;
  if (first === undefined || !TICKET_ID.test(ticketId)) throw notFound();
  try {
    const ticket = await first.helpdesk.readTicket(ticketId);
    const desk = desks.find(
      ({ settings }) => settings.shopRef === undefined || settings.shopRef === ticket.shopRef,
    );
    if (desk === undefined) throw notFound();
    return { desk, ticket };
  } catch (error) {
    throw toSidebarFailure(error);
  }
}

function toSidebarFailure(error: unknown): unknown {
  if (!(error instanceof HelpdeskError)) return error;
  const { failure } = error;
  if (failure.code === 'not_found') return notFound();
  if (failure.code === 'rate_limited') {
    const { retryAfterSeconds } = failure;
    return new Failure('rate_limited', 'the helpdesk is asked too often', {
      retryAfterSeconds,
      cause: error,
    });
  }
  return new Failure('unavailable', 'the helpdesk cannot be asked now', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause: error,
  });
}
