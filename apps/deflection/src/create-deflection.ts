import type { Provider } from '@nestjs/common';
import type { StoredMessage } from '@tidings/contracts';
import { PauseBoard } from '@tidings/messaging';
import {
  type Brands,
  type Clock,
  createService,
  type RunningService,
  type ServiceParts,
} from '@tidings/platform';
import type { Logger } from 'pino';
import { Counter } from 'prom-client';
import { HmacContactDigest } from './adapters/crypto/hmac-contact-digest.js';
import {
  type OpenDesks,
  openConfigured,
  openDesks,
  type OpenHelpdesk,
} from './adapters/helpdesks/open-desks.js';
import { Installations } from './adapters/http/installations.js';
import { NatsGateBoard } from './adapters/nats/nats-gate-board.js';
import { RpcTruth } from './adapters/nats/rpc-truth.js';
import { RpcOrderBook } from './adapters/nats/rpc-order-book.js';
import { AddressRepository } from './adapters/postgres/address.repository.js';
import { CorrectionRepository } from './adapters/postgres/correction.repository.js';
import { ContactRepository } from './adapters/postgres/contact.repository.js';
import { migrations } from './adapters/postgres/migrations.js';
import { TicketRepository } from './adapters/postgres/ticket.repository.js';
import { Sweep } from './adapters/schedule/sweep.js';
import { type Queue, WorkLoop } from './adapters/schedule/work-loop.js';
import { DeflectionModule } from './app.module.js';
import type { DeflectionConfig } from './config.js';
import { ForgetCustomer } from './core/forget-customer.js';
import { HandleCorrection } from './core/handle-correction.js';
import { HandleTicket } from './core/handle-ticket.js';
import { KeepAddress } from './core/keep-address.js';
import { KeepOwners } from './core/keep-owners.js';
import { ReceiveCorrections } from './core/receive-corrections.js';
import { ReceiveNotice } from './core/receive-notice.js';
import { TellSidebar } from './core/tell-sidebar.js';
import { workDue } from './core/work-due.js';
import { Desks } from './ports/helpdesk-desk.js';

export interface DeflectionParts {
  readonly clock: Clock;
  readonly brands: Brands;
  readonly logger: Logger;
  /** How a brand's helpdesk is opened; by its plug-in unless a test has one of its own. */
  readonly open?: OpenHelpdesk;
}

/**
 * Starts the service; its schema must have been migrated before.
 * @throws ConfigError where a brand's helpdesk cannot be opened
 */
export async function createDeflection(
  config: DeflectionConfig,
  { open = openConfigured, ...own }: DeflectionParts,
): Promise<RunningService> {
  const desks = openDesks(own.brands, open);
  return createService<unknown>({
    name: 'deflection',
    logger: own.logger,
    natsUrl: config.natsUrl,
    database: { url: config.databaseUrl, schema: 'deflection', migrations },
    http: config,
    answersRpc: true,
    module: (parts) => DeflectionModule.with(compose(config, { ...own, ...parts, desks })),
  });
}

type AllParts = Omit<DeflectionParts, 'open'> & ServiceParts<unknown> & { readonly desks: OpenDesks };

function compose(config: DeflectionConfig, parts: AllParts): Provider[] {
  const { db, bus, relay, rpc, clock, brands, logger, metrics, readiness, desks } = parts;
  const settled = new Counter({
    name: 'tidings_tickets_settled_total',
    help: 'Tickets that were dealt with, by what became of them',
    labelNames: ['outcome'],
    registers: [metrics],
  });
  const leaseMs = config.leaseSeconds * 1_000;
  const onMessages = (messages: readonly StoredMessage[]): void => relay.offer(messages);
  const onSettled = (outcome: string): void => settled.inc({ outcome });
  const store = new TicketRepository(db, { leaseMs, onMessages, onSettled });
  const contacts = new ContactRepository(db);
  const addresses = new AddressRepository(db);
  const digest = new HmacContactDigest(config.digestSecret);
  const orders = new RpcOrderBook(rpc);
  const planning = { contacts, digest, orders, pageUrl: pageUrls(config, brands) };
  const corrections = new CorrectionRepository(db, { leaseMs, onMessages });
  const pauses = new PauseBoard(bus, { log: logger });
  const shared = { ...planning, desks, board: new NatsGateBoard(pauses), clock };
  const handle = new HandleTicket({
    ...shared,
    leases: store,
    onFailure: ({ brandId, ticketId }, err) =>
      logger.warn({ err, brandId, ticketId }, 'a ticket could not be dealt with; it is looked at again'),
  });
  const correct = new HandleCorrection({
    ...shared,
    truth: new RpcTruth(rpc),
    leases: corrections,
    onFailure: ({ brandId, request: { ticketId, key } }, err) =>
      logger.warn({ err, brandId, ticketId, key }, 'a ticket could not be corrected; it is tried again'),
  });
  const queues = [queueOf(store, handle), queueOf(corrections, correct)];
  const loop = new WorkLoop({ queues, board: pauses, logger });
  const onKept = (): void => loop.wake();
  const intervalMs = config.sweepSeconds * 1_000;
  const sweep = new Sweep({ desks, store, addresses, clock, logger, intervalMs, onFound: onKept });
  readiness.add('tickets', () =>
    loop.quietMs() > leaseMs ? 'the books of tickets were not looked at for too long' : null,
  );
  return [
    { provide: Desks, useValue: desks },
    { provide: ReceiveNotice, useValue: new ReceiveNotice({ store, clock, onKept }) },
    { provide: ReceiveCorrections, useValue: new ReceiveCorrections({ store: corrections, onKept }) },
    { provide: WorkLoop, useValue: loop },
    { provide: Sweep, useValue: sweep },
    {
      provide: ForgetCustomer,
      useValue: new ForgetCustomer({ contacts, addresses, tickets: store, corrections }),
    },
    { provide: KeepAddress, useValue: new KeepAddress(addresses, clock) },
    { provide: KeepOwners, useValue: new KeepOwners(contacts, digest) },
    { provide: Installations, useValue: new Installations(desks, config.publicUrl) },
    { provide: TellSidebar, useValue: new TellSidebar({ ...planning, addresses, tickets: store, clock }) },
  ];
}

function queueOf<Leased, Settlement>(
  store: Parameters<typeof workDue<Leased, Settlement>>[0] & Pick<Queue, 'releaseHeld'>,
  handler: Parameters<typeof workDue<Leased, Settlement>>[1],
): Queue {
  return {
    work: (limit) => workDue(store, handler, limit),
    releaseHeld: () => store.releaseHeld(),
  };
}

function pageUrls({ portalUrl }: DeflectionConfig, brands: Brands) {
  return (brandId: string, token: string): string | null => {
    const host = brands.find(brandId)?.hosts.portal;
    if (portalUrl === null || host === undefined) return null;
    return `${portalUrl.replaceAll('{host}', host).replace(/\/$/, '')}/t/${encodeURIComponent(token)}`;
  };
}
