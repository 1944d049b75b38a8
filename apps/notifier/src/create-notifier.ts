import type { Provider } from '@nestjs/common';
import { smtp } from '@tidings/channels';
import { PauseBoard } from '@tidings/messaging';
import {
  Brands,
  Clock,
  ConfigError,
  createService,
  type RunningService,
  type ServiceParts,
} from '@tidings/platform';
import type { Logger } from 'pino';
import { EngineTruth } from './adapters/engine/engine-truth.js';
import { UnsubscribeLayout } from './adapters/http/unsubscribe-layout.js';
import { ChannelPost } from './adapters/mail/channel-post.js';
import { LiquidLayout } from './adapters/mail/liquid-layout.js';
import { LogAlarm } from './adapters/mail/log-alarm.js';
import { portalLinks } from './adapters/mail/portal-links.js';
import { watchSends } from './adapters/metrics/watch-sends.js';
import { NatsGateBoard } from './adapters/nats/nats-gate-board.js';
import { ContactRepository } from './adapters/postgres/contact.repository.js';
import { DepartureRepository } from './adapters/postgres/departure.repository.js';
import { migrations } from './adapters/postgres/migrations.js';
import { RetentionRepository } from './adapters/postgres/retention.repository.js';
import { SendRepository } from './adapters/postgres/send.repository.js';
import { Housekeeping } from './adapters/schedule/housekeeping.js';
import { SenderLoop } from './adapters/schedule/sender-loop.js';
import { NotifierModule } from './app.module.js';
import type { NotifierConfig } from './config.js';
import { SendDue } from './core/send-due.js';
import { TakeIn } from './core/take-in.js';
import { Unsubscribe } from './core/unsubscribe.js';
import { ContactBook } from './ports/contact-book.js';
import { SendStore } from './ports/send-store.js';

export interface NotifierParts {
  readonly clock: Clock;
  readonly brands: Brands;
  readonly logger: Logger;
}

/**
 * Starts the service; its schema must have been migrated before.
 * @throws ConfigError when the mail server's address cannot be used
 */
export async function createNotifier(config: NotifierConfig, own: NotifierParts): Promise<RunningService> {
  const credentials = smtp.credentials.safeParse(config.smtp);
  if (!credentials.success)
    throw new ConfigError('SMTP_URL: an SMTP address is needed: smtp://user:password@host:587');
  const leaseMs = config.leaseSeconds * 1_000;
  // Ends well before the lease, so that what is given up is written down while it is still ours.
  const post = new ChannelPost(smtp.open(credentials.data), {
    runMs: Math.round(leaseMs * 0.6),
    logger: own.logger,
  });
  return createService<unknown>({
    name: 'notifier',
    logger: own.logger,
    natsUrl: config.natsUrl,
    database: { url: config.databaseUrl, schema: 'notifier', migrations, poolSize: 6 },
    http: config,
    answersRpc: true,
    module: (parts) =>
      NotifierModule.with(compose({ ...own, ...parts, leaseMs, post, links: portalLinks(config.addresses) })),
  });
}

interface AllParts extends NotifierParts, ServiceParts<unknown> {
  readonly leaseMs: number;
  readonly post: ChannelPost;
  readonly links: ReturnType<typeof portalLinks>;
}

function compose(parts: AllParts): Provider[] {
  const { db, bus, relay, rpc, clock, brands, logger, metrics, readiness, leaseMs, post, links } = parts;
  const onSettled = watchSends(metrics, db);
  const store = new SendRepository(db, {
    leaseMs,
    onMessages: (messages) => relay.offer(messages),
    onSettled,
  });
  const contacts = new ContactRepository(db);
  const pauses = new PauseBoard(bus, { log: logger });
  const sendDue = new SendDue({
    store,
    contacts,
    truth: new EngineTruth(rpc, logger),
    board: new NatsGateBoard(pauses, { logger, metrics }),
    departures: new DepartureRepository(db),
    layout: new LiquidLayout(),
    post,
    alarm: new LogAlarm(logger),
    brands,
    links,
    clock,
  });
  const loop = new SenderLoop({ sendDue, store, post, board: pauses, logger });
  readiness.add('sender', () =>
    loop.quietMs() > leaseMs ? 'the sender has not looked at its books for too long' : null,
  );
  readiness.add('pauses', () => (pauses.isKnown ? null : 'nobody can say what is paused, so nothing leaves'));
  return [
    { provide: Brands, useValue: brands },
    { provide: Clock, useValue: clock },
    { provide: SendStore, useValue: store },
    { provide: ContactBook, useValue: contacts },
    { provide: SenderLoop, useValue: loop },
    { provide: TakeIn, useValue: new TakeIn({ store, contacts, clock, onDue: () => loop.wake() }) },
    { provide: Unsubscribe, useValue: new Unsubscribe({ contacts, brands, clock }) },
    { provide: UnsubscribeLayout, useValue: new UnsubscribeLayout() },
    {
      provide: Housekeeping,
      useValue: new Housekeeping({ retention: new RetentionRepository(db), clock, logger }),
    },
  ];
}
