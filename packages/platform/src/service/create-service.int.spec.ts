import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { defineEvent, defineRpc, toOutgoing } from '@tidings/contracts';
import {
  appendToOutbox,
  createGroupCommit,
  type GroupCommit,
  migrate,
  outboxOfMessages,
  outboxTable,
} from '@tidings/database';
import {
  AnswerRpc,
  connectBus,
  ConsumeBatch,
  createRpcClient,
  type OutboxRelay,
  type ReceivedEvent,
  type RpcClient,
} from '@tidings/messaging';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { parseJson } from '../http/parse-json.js';
import { readInput } from '../http/read-input.js';
import { createLogger } from '../logging/create-logger.js';
import { createService, createStatelessService, type ServiceOptions } from './create-service.js';
import type { RunningService } from './run-service.js';

const noteSchema = z.object({ text: z.string() });
type Note = z.infer<typeof noteSchema>;

const noteTaken = defineEvent<Note>({
  subject: 'tracking.note.taken.v1',
  stream: 'TRACKING',
  description: 'for this spec',
  producers: ['spec'],
  consumers: ['spec'],
  schema: noteSchema,
  dedupeKey: ({ text }) => text,
});
const listNotes = defineRpc({
  subject: 'spec.notes.list',
  description: 'for this spec',
  service: 'spec',
  request: z.object({}),
  reply: z.object({ texts: z.array(z.string()) }),
  timeoutMs: 2_000,
});

/** What the test sees and holds up of the service's work. */
const seen = { heard: [] as string[], writing: Promise.withResolvers<void>(), mayWrite: Promise.resolve() };

class Notes {
  private readonly writer: GroupCommit<Note, null>;

  constructor(db: Kysely<unknown>, relay: OutboxRelay) {
    const write = async (notes: readonly Note[]) => {
      seen.writing.resolve();
      await seen.mayWrite;
      relay.offer(await appendToOutbox(db, notes.map(toEvent)));
      return notes.map(() => null);
    };
    this.writer = createGroupCommit({ lingerMs: 1, maxRows: 10, maxPending: 100, write });
  }

  take(note: Note): Promise<null> {
    return this.writer.add(note);
  }

  onApplicationShutdown(): Promise<void> {
    return this.writer.close();
  }
}

/** Takes notes in by HTTP, sends them out as events, and hears them again. */
@Controller('notes')
class NotesController {
  constructor(private readonly notes: Notes) {}

  @Post()
  @HttpCode(202)
  async take(@Body() body: Buffer): Promise<void> {
    await this.notes.take(readInput(noteSchema, parseJson(body)));
  }

  @ConsumeBatch(noteTaken, { durable: 'spec-notes' })
  async hear(batch: ReceivedEvent<Note>[]): Promise<void> {
    seen.heard.push(...batch.map(({ data }) => data.text));
  }

  @AnswerRpc(listNotes)
  async list(_request: Record<string, never>): Promise<{ texts: string[] }> {
    return { texts: seen.heard };
  }
}

class Echo {
  constructor(readonly rpc: RpcClient) {}
}

@Controller('echo')
class EchoController {
  constructor(private readonly echo: Echo) {}

  @Get()
  list(): Promise<{ texts: string[] }> {
    return this.echo.rpc.call(listNotes, {});
  }
}

function toEvent(data: Note) {
  const causation = { correlationId: 'c', causationId: null, traceparent: null };
  return toOutgoing(noteTaken, {
    brandId: 'acme',
    occurredAt: '2026-01-01T00:00:00.000Z',
    data,
    ...causation,
  });
}

@Module({})
class SpecModule {}

const migrations = [{ name: '0001_outbox', up: outboxTable + outboxOfMessages }];
let database: TestDatabase;
let nats: RunningNats;

function options(): ServiceOptions<unknown> {
  const name = 'spec';
  return {
    name,
    logger: createLogger({ service: name, level: 'silent' }),
    natsUrl: nats.url,
    database: { url: database.url, schema: 'spec', migrations },
    http: { host: '127.0.0.1', port: 0 },
    answersRpc: true,
    module: ({ db, relay }) => ({
      module: SpecModule,
      controllers: [NotesController],
      providers: [{ provide: Notes, useFactory: () => new Notes(db, relay) }],
    }),
  };
}

const post = (service: RunningService, text: unknown) =>
  fetch(`${service.url}/notes`, { method: 'POST', body: JSON.stringify({ text }) });

/** Asks over RPC until the service has heard `text`. */
async function untilHeard(text: string): Promise<string[]> {
  const rpc = createRpcClient({ servers: nats.url, name: 'spec client' });
  const patience = AbortSignal.timeout(10_000);
  try {
    for (;;) {
      patience.throwIfAborted();
      const { texts } = await rpc.call(listNotes, {});
      if (texts.includes(text)) return texts;
    }
  } finally {
    await rpc.close();
  }
}

beforeAll(async () => {
  [database, nats] = await Promise.all([createTestDatabase(), startNats()]);
});
afterAll(async () => {
  await Promise.all([database.drop(), nats.stop()]);
});

describe('createService', () => {
  it('carries what comes in by HTTP through outbox and stream to a consumer, and answers RPC', async () => {
    const service = await createService(options());
    const unready = await fetch(`${service.url}/readyz`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toMatchObject({
      failing: { schema: expect.stringContaining('needs 0001_outbox') },
    });

    await migrate({ url: database.url, schema: 'spec', migrations });
    expect((await post(service, 'first')).status).toBe(202);
    expect(await untilHeard('first')).toEqual(['first']);
    expect((await post(service, 7)).status).toBe(400);
    expect(await (await fetch(`${service.url}/readyz`)).json()).toEqual({ status: 'ready', failing: {} });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('consumer_pending_messages{durable="spec-notes",service="spec"} 0');
    expect(metrics).toContain('outbox_lag_seconds{service="spec"}');
    await service.close();
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
  });

  it('finishes what it has taken in before it closes, and publishes what that left', async () => {
    const service = await createService(options());
    const hold = Promise.withResolvers<void>();
    seen.writing = Promise.withResolvers();
    seen.mayWrite = hold.promise;
    const answer = post(service, 'in flight');
    await seen.writing.promise;
    const closed = service.close();
    hold.resolve();
    expect((await answer).status).toBe(202);
    await closed;
    const next = await createService(options());
    expect(await untilHeard('in flight')).toContain('in flight');
    await next.close();
  });

  it('says so when a consumer cannot go on', async () => {
    const service = await createService(options());
    const bus = await connectBus({ servers: nats.url, name: 'saboteur', log: options().logger });
    await bus.jsm.consumers.delete('TRACKING', 'spec-notes');
    expect((await service.fatal).message).toContain('consumer spec-notes');
    await bus.close();
    await service.close();
  });

  it('leaves nothing open when it cannot start', async () => {
    const service = await createService(options());
    const port = Number(new URL(service.url).port);
    await expect(createService({ ...options(), http: { host: '127.0.0.1', port } })).rejects.toThrow(
      'EADDRINUSE',
    );
    await service.close();
  });
});

describe('createStatelessService', () => {
  it('asks others and tells people of failures in its own way, without a database', async () => {
    const { name, logger, natsUrl, http } = options();
    const service = await createStatelessService({
      name,
      logger,
      natsUrl,
      http: { ...http, failureBody: ({ code }) => `sorry: ${code}` },
      module: ({ rpc }) => ({
        module: SpecModule,
        controllers: [EchoController],
        providers: [{ provide: Echo, useValue: new Echo(rpc) }],
      }),
    });
    const answerer = await createService(options());
    expect(await (await fetch(`${service.url}/echo`)).json()).toEqual({ texts: seen.heard });
    const unknown = await fetch(`${service.url}/nothing`);
    expect([unknown.status, await unknown.text()]).toEqual([404, 'sorry: not_found']);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    await Promise.all([service.close(), answerer.close()]);
  });
});
