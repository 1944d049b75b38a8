import type { OutgoingMessage, SendOutcome } from '@tidings/channels';
import { type Answer, type Instant, type Promised, promisesIn } from '@tidings/domain';
import type { Brand, Clock } from '@tidings/platform';
import type { Alarm } from '../ports/alarm.js';
import type { ContactBook, Recipient } from '../ports/contact-book.js';
import type { Departures } from '../ports/departures.js';
import type { GateBoard } from '../ports/gate-board.js';
import type { LetterLayout } from '../ports/letter-layout.js';
import type { Post } from '../ports/post.js';
import type { Lease, LeasedSend, Said, SendResult, SendStore } from '../ports/send-store.js';
import { messageIdentity, type Truth } from '../ports/truth.js';
import { askGate, heldBecause, identityOf } from './ask-gate.js';
import { composeLetter, type Links } from './compose-letter.js';
import { composeSettlement } from './compose-settlement.js';
import { judgeRecipient, type ReachableRecipient } from './judge-recipient.js';
import { retryAfterMs } from './retry-schedule.js';

export interface SendDueParts {
  readonly store: SendStore;
  readonly contacts: ContactBook;
  readonly truth: Truth;
  readonly board: GateBoard;
  readonly departures: Departures;
  readonly layout: LetterLayout;
  readonly post: Post;
  readonly alarm: Alarm;
  readonly brands: { find(brandId: string): Brand | undefined };
  readonly links: Links;
  readonly clock: Clock;
}

/** A send that passed everything so far, with what is known of it. */
interface Candidate {
  readonly send: LeasedSend;
  readonly brand: Brand;
}
interface Addressed extends Candidate {
  readonly answer: Answer;
  readonly recipient: ReachableRecipient;
}
interface Ready extends Candidate {
  readonly letter: OutgoingMessage;
  /** The dates that it shows. */
  readonly shown: readonly Promised[];
}

type Settle = (send: LeasedSend, result: SendResult) => void;

/** Takes what is due through the gate and out. One turn at a time; each message is settled as soon as its fate is known. */
export class SendDue {
  readonly #parts: SendDueParts;

  constructor(parts: SendDueParts) {
    this.#parts = parts;
  }

  /** Answers how many were looked at. Rejects when the books could not be read or written: then their leases run out. */
  async run(limit: number): Promise<number> {
    const lease = await this.#parts.store.lease(limit);
    if (lease.id === null) return 0;
    const asOf = this.#parts.clock.now();
    const writes: Promise<Error | null>[] = [];
    const settle = this.#settler(lease.id, asOf, writes);
    const addressed = await this.#addressed(this.#gated(lease, asOf, settle), asOf, settle);
    const leaving = await this.#granted(addressed, asOf, settle);
    await this.#post(await this.#composed(leaving, settle), settle);
    const failure = (await Promise.all(writes)).find((error) => error !== null);
    if (failure !== undefined) throw failure;
    return lease.sends.length;
  }

  #settler(leaseId: string, asOf: Instant, writes: Promise<Error | null>[]): Settle {
    return (send, result) => {
      const written = this.#parts.store.settle(leaseId, composeSettlement(send, result, asOf));
      // Caught at once, because it is awaited only when all others are on their way.
      writes.push(written.then(() => null, toError));
    };
  }

  /** Those that nothing known without the engine keeps back. */
  #gated({ sends }: Lease, asOf: Instant, settle: Settle): Candidate[] {
    const { brands, board } = this.#parts;
    return sends.flatMap((send) => {
      const brand = brands.find(send.brandId);
      if (brand === undefined) {
        settle(send, { state: 'undeliverable', because: 'unknown_brand' });
        return [];
      }
      const kept = askGate({ send, brand, confirmed: undefined }, { board, asOf });
      if (kept === null) return [{ send, brand }];
      settle(send, kept);
      return [];
    });
  }

  /** Those that are still true and have somewhere to go. */
  async #addressed(candidates: readonly Candidate[], asOf: Instant, settle: Settle): Promise<Addressed[]> {
    if (candidates.length === 0) return [];
    const { truth, board } = this.#parts;
    const asked = candidates.map(({ send: { brandId, request } }) => ({
      brandId,
      orderId: request.orderId,
      key: request.key,
    }));
    const [confirmed, recipients] = await Promise.all([truth.confirm(asked), this.#recipients(candidates)]);
    return candidates.flatMap((candidate, index) => {
      const { send, brand } = candidate;
      const kept = askGate({ send, brand, confirmed }, { board, asOf });
      const answer = confirmed?.get(identityOf(send));
      if (kept !== null || answer === undefined) {
        settle(send, kept ?? heldBecause('cannot_confirm'));
        return [];
      }
      const reach = judgeRecipient(send, recipients[index] ?? null, asOf);
      if ('to' in reach) return [{ ...candidate, answer, recipient: reach.to }];
      settle(send, reach.not);
      return [];
    });
  }

  async #recipients(candidates: readonly Candidate[]): Promise<readonly (Recipient | null)[]> {
    const keys = candidates.map(({ send: { brandId, request } }) => ({
      brandId,
      orderNumber: request.orderNumber ?? '',
    }));
    return this.#parts.contacts.find(keys);
  }

  /** Those that the breaker lets through. One that was on the wire before was counted then. */
  async #granted(addressed: readonly Addressed[], asOf: Instant, settle: Settle): Promise<Addressed[]> {
    const again = addressed.filter(({ send }) => send.attempts > 0);
    const first = addressed.filter(({ send }) => send.attempts === 0);
    const kinds = Map.groupBy(first, ({ send }) => `${send.brandId} ${send.request.condition}`);
    const granted = await Promise.all(
      [...kinds.values()].map((group) => this.#grantKind(group, asOf, settle)),
    );
    return [...again, ...granted.flat()];
  }

  async #grantKind(
    group: readonly Addressed[],
    asOf: Instant,
    settle: Settle,
  ): Promise<readonly Addressed[]> {
    const [one] = group;
    if (one === undefined) return [];
    const { board, departures } = this.#parts;
    const effect = { brandId: one.send.brandId, kind: one.send.request.condition };
    const settings = board.isBreakerLifted(effect)
      ? { ...one.brand.gate.breaker, hourlyFloor: Infinity }
      : one.brand.gate.breaker;
    const { granted, breaker } = await departures.grant({ ...effect, count: group.length, settings, asOf });
    const kept = group.slice(granted);
    for (const { send } of kept) settle(send, heldBecause('breaker_open'));
    if (kept.length > 0)
      await board.openBreaker(effect, `${breaker.because ?? 'limit'}: ${breaker.limit} an hour`);
    return group.slice(0, granted);
  }

  async #composed(leaving: readonly Addressed[], settle: Settle): Promise<Ready[]> {
    const said = await this.#said(leaving);
    return leaving.flatMap(({ send, brand, answer, recipient }) => {
      const corrected =
        send.request.corrected ??
        said.get(messageIdentity({ brandId: send.brandId, key: send.request.corrects ?? '' })) ??
        null;
      try {
        const letter = composeLetter({ send, brand, answer, recipient, corrected }, this.#parts);
        return [{ send, brand, letter, shown: shownIn({ send, brand, answer }) }];
      } catch (error) {
        // One that cannot be put into words must not keep the others.
        this.#parts.alarm.cannotCompose(send, toError(error));
        settle(send, tryAgain(send, 'cannot_compose'));
        return [];
      }
    });
  }

  async #said(leaving: readonly Addressed[]): Promise<ReadonlyMap<string, Said>> {
    const corrections = leaving.filter(({ send }) => send.request.corrects !== null);
    const byBrand = Map.groupBy(corrections, ({ send }) => send.brandId);
    const found = await Promise.all(
      [...byBrand].map(async ([brandId, sends]) => {
        const keys = sends.flatMap(({ send }) => send.request.corrects ?? []);
        const said = await this.#parts.store.findSaid(brandId, keys);
        return [...said].map(([key, what]) => [messageIdentity({ brandId, key }), what] as const);
      }),
    );
    return new Map(found.flat());
  }

  async #post(ready: readonly Ready[], settle: Settle): Promise<void> {
    const { post } = this.#parts;
    const run = post.startRun();
    await Promise.all(
      ready.map(async (each) => {
        const { send, letter } = each;
        settle(send, resultOf(await run.send(letter, send.request.key), each, post.channelId));
      }),
    );
  }
}

function shownIn({ send, brand, answer }: Candidate & { readonly answer: Answer }): readonly Promised[] {
  return promisesIn(answer, { face: 'mail', zone: brand.zone, parcelIds: send.request.parcelIds });
}

function resultOf(outcome: SendOutcome, { send, shown }: Ready, channel: string): SendResult {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', messageId: outcome.messageId, channel, shown };
    case 'refused':
      return { state: 'undeliverable', because: outcome.because };
    case 'failed':
      return tryAgain(send, 'channel_failed');
  }
}

function tryAgain(send: LeasedSend, because: string): SendResult {
  const attempts = send.attempts + 1;
  const waitMs = retryAfterMs(attempts);
  if (waitMs === null) return { state: 'undeliverable', because };
  return { state: 'waiting', because, waitMs, attempts };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
