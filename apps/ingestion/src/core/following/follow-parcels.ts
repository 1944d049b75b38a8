import type { AskedParcel, ReadingContext } from '@tidings/carriers';
import type { ApiFailure } from '@tidings/http-client';
import { addHours, type Instant } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { SourceAnswer, SourceApi } from '../../ports/source-api.js';
import type { TrackingStore } from '../../ports/tracking-store.js';
import type { DeliveryCounts } from '../count-deliveries.js';
import type { ReceiveDelivery } from '../receive-delivery.js';
import { circuitOf, noteOutcome } from './admit-requests.js';
import { chooseRoutes } from './choose-route.js';
import type { Following, FollowingSource } from './following-source.js';
import { type Batch, planRound, type Round } from './plan-round.js';
import { pollTopic, toNewsBytes } from './poll-news.js';
import { readOutcomes } from './read-outcomes.js';
import {
  type Circumstances,
  settleFailure,
  settleLook,
  settleRegistration,
  settleStop,
  tryNextRoute,
} from './settle-tracking.js';
import { settled } from './tell-coverage.js';
import type { Tracking, TrackingChange } from './tracking.js';

/** What an operator should hear of a source that is asked. */
export type FollowNotice =
  | { readonly kind: 'failed'; readonly failure: ApiFailure; readonly isOpen: boolean }
  /** The brand's own cap; null: the source says so. */
  | { readonly kind: 'quota_gone'; readonly cap: number | null };

export interface FollowParts {
  readonly store: TrackingStore;
  readonly api: SourceApi;
  readonly receive: Pick<ReceiveDelivery, 'receive'>;
  readonly counts: Pick<DeliveryCounts, 'note'>;
  readonly following: Following;
  readonly clock: Pick<Clock, 'now'>;
  /** 0..1 */
  readonly dice: () => number;
  readonly newId: () => string;
  readonly onNotice: (source: FollowingSource, notice: FollowNotice) => void;
}

/** Long enough for every request of a round to run into its timeout. */
const LEASE_HOURS = 3 / 60;
const MOST_DUE = 400;

/** Registers parcels, looks at them and lets go of them, as far as each source's API allows; shared by all replicas. */
export class FollowParcels {
  readonly #parts: FollowParts;

  constructor(parts: FollowParts) {
    this.#parts = parts;
  }

  /** @returns whether anything could be done: then there may be more */
  async round(source: FollowingSource): Promise<boolean> {
    const { store, clock } = this.#parts;
    const asOf = clock.now();
    let round: Round | undefined;
    const window = { asOf, untilAt: addHours(asOf, LEASE_HOURS), limit: MOST_DUE };
    await store.claim(source, window, (due, feed) => {
      round = planRound(due, feed, { client: source.client, asOf });
      return round;
    });
    if (round === undefined || round.claimed.length === 0) return false;
    if (round.overQuota.length > 0) await this.#refuseOverQuota(source, round);
    await Promise.all(round.batches.map((batch) => this.#perform(source, batch)));
    return true;
  }

  async #refuseOverQuota(source: FollowingSource, { overQuota }: Round): Promise<void> {
    const { registrationsPerMonth: cap = null } = source.client;
    this.#parts.onNotice(source, { kind: 'quota_gone', cap });
    await this.#settle(source, overQuota, (tracking, at) => tryNextRoute(tracking, 'no_quota', at));
  }

  #perform(source: FollowingSource, batch: Batch): Promise<void> {
    if (batch.step === 'poll') return this.#poll(source, batch.trackings);
    return batch.step === 'register'
      ? this.#register(source, batch.trackings)
      : this.#stop(source, batch.trackings);
  }

  async #poll(source: FollowingSource, trackings: readonly Tracking[]): Promise<void> {
    const polled = await this.#parts.api.poll(source, trackings.map(toAsked));
    if ('failure' in polled) return this.#fail(source, trackings, polled.failure);
    const numbers = trackings.map(({ number }) => number);
    const reading = source.read(polled.answer.payload, this.#contextOf(source, trackings));
    const outcomes = readOutcomes(reading, numbers);
    if (outcomes === null) {
      const message = 'error' in reading ? reading.error.message.slice(0, 200) : 'it cannot answer now';
      return this.#fail(source, trackings, { code: 'unavailable', message });
    }
    // First: what was answered must not be lost with us.
    await this.#keep(source, trackings, polled.answer);
    await this.#noteAnswer(source);
    await this.#settle(source, trackings, (tracking, at) =>
      settleLook(tracking, outcomes.get(tracking.number) ?? 'unread', at),
    );
  }

  async #register(source: FollowingSource, trackings: readonly Tracking[]): Promise<void> {
    const result = await this.#parts.api.register(source, trackings.map(toAsked));
    if ('failure' in result) return this.#fail(source, trackings, result.failure);
    await this.#noteAnswer(source);
    const byNumber = new Map(result.registered.map((each) => [each.number, each]));
    // First: the news in the answer come again with the next look, the registration's id does not.
    await this.#settle(source, trackings, (tracking, at) =>
      settleRegistration(tracking, byNumber.get(tracking.number), at),
    );
    if (result.registered.some(({ state }) => state === 'no_quota'))
      this.#parts.onNotice(source, { kind: 'quota_gone', cap: null });
    const isRegistered = result.registered.some(({ state }) => state === 'registered');
    if (result.answer !== null && isRegistered) await this.#keep(source, trackings, result.answer);
  }

  async #stop(source: FollowingSource, trackings: readonly Tracking[]): Promise<void> {
    for (const tracking of trackings) {
      const { failure } = await this.#parts.api.stop(source, {
        ...toAsked(tracking),
        registrationId: tracking.registrationId,
      });
      const isStopped = failure === null || failure.code === 'not_found' || failure.code === 'invalid';
      if (isStopped) await this.#noteAnswer(source);
      else await this.#noteFailure(source, failure);
      await this.#settle(source, [tracking], (each, at) => settleStop(each, isStopped, at));
    }
  }

  async #fail(source: FollowingSource, trackings: readonly Tracking[], failure: ApiFailure): Promise<void> {
    const { resumeAt } = await this.#noteFailure(source, failure);
    await this.#settle(source, trackings, (tracking, at) => {
      // An outage of the source is no failure of its parcels: they are asked as soon as it is back.
      const again = failure.code === 'rate_limited' ? { dueAt: at.asOf } : settleFailure(tracking, at);
      const isPaused = resumeAt !== null && (again.dueAt ?? '') < resumeAt;
      return isPaused ? { ...again, dueAt: resumeAt } : again;
    });
  }

  async #noteFailure(source: FollowingSource, failure: ApiFailure) {
    const { store, clock, dice, counts, onNotice } = this.#parts;
    const asOf = clock.now();
    counts.note(source, { at: asOf, polls: 1, failedPolls: 1 });
    const feed = await store.changeFeed(source, (before) => ({
      ...before,
      ...noteOutcome(before, { failure, asOf, dice: dice() }),
      lastFailureAt: asOf,
      lastFailure: `${failure.code}: ${failure.message}`.slice(0, 300),
    }));
    onNotice(source, { kind: 'failed', failure, isOpen: circuitOf(feed, asOf) === 'open' });
    return feed;
  }

  async #noteAnswer(source: FollowingSource): Promise<void> {
    const { store, clock, dice, counts } = this.#parts;
    const asOf = clock.now();
    counts.note(source, { at: asOf, polls: 1, isProof: true });
    await store.changeFeed(source, (before) => ({
      ...before,
      ...noteOutcome(before, { failure: null, asOf, dice: dice() }),
      lastAnswerAt: asOf,
    }));
  }

  /** By the same way as a webhook; the same news told again leave nothing. */
  async #keep(source: FollowingSource, trackings: readonly Tracking[], answer: SourceAnswer): Promise<void> {
    const { receive, newId } = this.#parts;
    const context = this.#contextOf(source, trackings);
    const topic = pollTopic(context.askedFor);
    const delivery = {
      brandId: source.brandId,
      source: source.source,
      body: answer.body,
      payload: answer.payload,
      sameAs: toNewsBytes(topic, source.read(answer.payload, context)),
      topic,
      isHistory: false,
      isStrict: false,
      causation: { correlationId: newId(), causationId: null, traceparent: null },
    };
    await receive.receive(delivery, source.interpret);
  }

  #contextOf({ brandId, source }: FollowingSource, trackings: readonly Tracking[]): ReadingContext {
    const [only] = trackings;
    const asked = trackings.length === 1 && only !== undefined;
    return {
      brandId,
      source,
      receivedAt: this.#parts.clock.now(),
      ...(asked && { askedFor: { carrier: only.carrier, number: only.number } }),
    };
  }

  async #settle(
    source: FollowingSource,
    trackings: readonly Tracking[],
    change: (tracking: Tracking, at: Circumstances) => TrackingChange,
  ): Promise<void> {
    const { store, clock, dice, following } = this.#parts;
    const asOf: Instant = clock.now();
    const own = following.routesOf(source.brandId);
    const sources = following.sourcesOf(source.brandId);
    await store.settle(
      trackings.map((tracking) => {
        const { routes } = chooseRoutes(tracking.carrier, own, sources);
        return settled(tracking, change(tracking, { source, routes, asOf, dice: dice() }), asOf);
      }),
    );
  }
}

function toAsked(tracking: Tracking): AskedParcel {
  const { carrier, number, theirCarrier, postalCode, country, shipDate } = tracking;
  return {
    carrier,
    number,
    theirCarrier,
    postalCode: postalCode ?? undefined,
    country: country ?? undefined,
    shipDate: shipDate ?? undefined,
  };
}
