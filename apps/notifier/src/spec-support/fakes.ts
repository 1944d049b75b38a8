import type { OutgoingMessage, SendOutcome } from '@tidings/channels';
import type { MessageRequest, SettledMessage } from '@tidings/contracts';
import type { Answer } from '@tidings/domain';
import { AdvanceableClock, type Brand, readBrand } from '@tidings/platform';
import { buildAnswer, buildParcelAnswer } from '@tidings/testing';
import { SendDue, type SendDueParts } from '../core/send-due.js';
import { Alarm } from '../ports/alarm.js';
import { ContactBook, type Recipient } from '../ports/contact-book.js';
import { Departures, type Departure, type DepartureRequest } from '../ports/departures.js';
import { GateBoard, type GateStanding } from '../ports/gate-board.js';
import { LetterLayout, type LaidOutLetter } from '../ports/letter-layout.js';
import { Post, type PostRun } from '../ports/post.js';
import { type Lease, type LeasedSend, type Said, SendStore, type Settlement } from '../ports/send-store.js';
import { type AskedMessage, messageIdentity, Truth } from '../ports/truth.js';

export const NOW = '2026-11-20T21:00:00.000Z';

export function buildBrand(id: string, over: Partial<Brand> = {}): Brand {
  const document = {
    id,
    name: id === 'northwind' ? 'Northwind Outfitters' : id,
    hosts: { portal: `track.${id}.example` },
    locale: 'en-GB',
    zone: 'Europe/London',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `orders@${id}.example` },
    postalAddress: ['12 Quay Street', 'Falmouth'],
    apiKeys: [`key-of-${id}-0123456789`],
    warehouse: {
      zone: 'Europe/London',
      workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      opensAt: '08:00',
      closesAt: '18:00',
      cutOff: '15:00',
      handlingBusinessHours: 10,
    },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 50, timesUsual: 5, shareOfLive: 0.2 } },
  };
  const { brand, problems } = readBrand(id, document, {});
  if (brand === null) throw new Error(problems.join('; '));
  return { ...brand, ...over };
}

export function buildRequest(over: Partial<MessageRequest> = {}): MessageRequest {
  return {
    key: 'order-1:p1:on_its_way:1',
    orderId: 'order-1',
    orderNumber: '1001',
    token: 'a-token',
    condition: 'on_its_way',
    reason: null,
    parcelIds: ['p1'],
    messageClass: 'informative',
    locale: null,
    source: 'easypost',
    factAt: '2026-11-20T20:00:00.000Z',
    usefulUntil: '2026-11-22T20:00:00.000Z',
    corrects: null,
    corrected: null,
    ...over,
  };
}

export function buildSend(over: Partial<LeasedSend> = {}, request: Partial<MessageRequest> = {}): LeasedSend {
  return {
    brandId: 'northwind',
    request: buildRequest(request),
    causation: { correlationId: 'c', causationId: 'the-request', traceparent: null },
    requestedAt: '2026-11-20T20:59:00.000Z',
    attempts: 0,
    isHeld: false,
    ...over,
  };
}

class FakeStore extends SendStore {
  readonly settled: Settlement[] = [];
  said: ReadonlyMap<string, Said> = new Map();
  due: LeasedSend[] = [];

  override lease(limit: number): Promise<Lease> {
    const sends = this.due.splice(0, limit);
    return Promise.resolve({ id: sends.length === 0 ? null : 'lease-1', sends });
  }
  override settle(_leaseId: string, settlement: Settlement): Promise<void> {
    this.settled.push(settlement);
    return Promise.resolve();
  }
  override findSaid(): Promise<ReadonlyMap<string, Said>> {
    return Promise.resolve(this.said);
  }
  override accept = (): Promise<number> => Promise.reject(new Error('not used'));
  override releaseHeld = (): Promise<void> => Promise.reject(new Error('not used'));
  override releaseOrders = (): Promise<void> => Promise.reject(new Error('not used'));
  override list = (): Promise<never[]> => Promise.reject(new Error('not used'));
}

class FakeContacts extends ContactBook {
  recipient: Recipient | null = {
    email: 'ana@example.org',
    locale: null,
    unsubscribeToken: '00000000-0000-4000-8000-000000000000',
    suppressions: [],
  };
  override find(orders: readonly unknown[]): Promise<(Recipient | null)[]> {
    return Promise.resolve(orders.map(() => this.recipient));
  }
  override record = (): Promise<void> => Promise.reject(new Error('not used'));
  override forget = (): Promise<void> => Promise.reject(new Error('not used'));
  override suppress = (): Promise<void> => Promise.reject(new Error('not used'));
  override unsubscribe = (): Promise<void> => Promise.reject(new Error('not used'));
  override findBrandOfToken = (): Promise<null> => Promise.reject(new Error('not used'));
}

class FakeTruth extends Truth {
  /** Null: nobody answers. */
  confirmed: ((message: AskedMessage) => Answer | undefined) | null = () =>
    buildAnswer([buildParcelAnswer()]);
  readonly asked: AskedMessage[] = [];
  override confirm(messages: readonly AskedMessage[]): Promise<ReadonlyMap<string, Answer> | null> {
    this.asked.push(...messages);
    const { confirmed } = this;
    if (confirmed === null) return Promise.resolve(null);
    const known = messages.flatMap((message) => {
      const answer = confirmed(message);
      return answer === undefined ? [] : [[messageIdentity(message), answer] as const];
    });
    return Promise.resolve(new Map(known));
  }
}

class FakeBoard extends GateBoard {
  override isKnown = true;
  standing: GateStanding = { isPaused: false, isBreakerOpen: false };
  readonly opened: string[] = [];
  override standingOf(): GateStanding {
    return this.standing;
  }
  override isBreakerLifted(): boolean {
    return false;
  }
  override openBreaker({ brandId, kind }: { brandId: string; kind: string }): Promise<void> {
    this.opened.push(`${brandId} ${kind}`);
    return Promise.resolve();
  }
}

class FakeDepartures extends Departures {
  limit = 50;
  #left = 0;
  override grant({ count }: DepartureRequest): Promise<Departure> {
    const granted = Math.max(0, Math.min(count, this.limit - this.#left));
    this.#left += granted;
    return Promise.resolve({ granted, breaker: { state: 'open', because: 'no_history', limit: this.limit } });
  }
}

class FakeLayout extends LetterLayout {
  failsFor: string | null = null;
  override layOut(content: { heading: string; paragraphs: readonly string[] }): LaidOutLetter {
    if (this.failsFor !== null && content.heading.includes(this.failsFor))
      throw new Error('no layout for this one');
    const text = [content.heading, ...content.paragraphs].join('\n');
    return { html: text, text };
  }
}

class FakePost extends Post {
  override readonly channelId = 'smtp';
  readonly sent: (OutgoingMessage & { readonly idempotencyKey: string })[] = [];
  outcome: SendOutcome | null = null;
  override startRun(): PostRun {
    return {
      send: (message, idempotencyKey) => {
        this.sent.push({ ...message, idempotencyKey });
        return Promise.resolve(this.outcome ?? { kind: 'accepted', messageId: `<${idempotencyKey}>` });
      },
    };
  }
  override close(): Promise<void> {
    return Promise.resolve();
  }
}

class FakeAlarm extends Alarm {
  readonly rung: string[] = [];
  override cannotCompose(send: LeasedSend): void {
    this.rung.push(send.request.key);
  }
}

/** The core over fakes of all its ports. */
export function createRig() {
  const fakes = {
    store: new FakeStore(),
    contacts: new FakeContacts(),
    truth: new FakeTruth(),
    board: new FakeBoard(),
    departures: new FakeDepartures(),
    layout: new FakeLayout(),
    post: new FakePost(),
    alarm: new FakeAlarm(),
  };
  const brands = new Map([buildBrand('northwind'), buildBrand('lumen')].map((brand) => [brand.id, brand]));
  const parts: SendDueParts = {
    ...fakes,
    brands: { find: (brandId) => brands.get(brandId) },
    links: { page: () => null, unsubscribe: (brand, token) => `https://${brand.hosts.portal}/u/${token}` },
    clock: new AdvanceableClock(NOW),
  };
  const run = async (...sends: LeasedSend[]) => {
    fakes.store.due.push(...sends);
    await new SendDue(parts).run(5_000);
    return fakes.store.settled.map(({ result }) => result);
  };
  const told = (): SettledMessage[] =>
    fakes.store.settled.flatMap(({ event }) =>
      event === null ? [] : [(JSON.parse(event.payload) as { data: SettledMessage }).data],
    );
  return { ...fakes, run, told };
}
