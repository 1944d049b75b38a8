import type { ApiFailure } from '@tidings/http-client';
import { addHours, type Instant } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { ShopTaskStore } from '../../ports/shop-task-store.js';
import type { ReceiveDelivery } from '../receive-delivery.js';
import type { AskShop } from './ask-shop.js';
import type { KeptShop } from './kept-shop.js';
import type { PublishLinks } from './publish-links.js';
import { currentSweep, nextSweep } from './plan-sweep.js';
import { isToldAnyway, rereadOf, rereadTask, toldByWebhook } from './reread-order.js';
import { keyedTask, type Performed, type ShopTask } from './shop-task.js';

/** What an operator should hear of a shop's subscriptions. */
export interface SubscriptionNotice {
  /** Made again: the shop had dropped them. */
  readonly lost: readonly string[];
  /** The shop would not take them. */
  readonly refused: readonly string[];
}

export interface KeepShopParts {
  readonly tasks: ShopTaskStore;
  readonly shops: AskShop;
  readonly links: PublishLinks;
  readonly receive: Pick<ReceiveDelivery, 'receive'>;
  readonly clock: Pick<Clock, 'now'>;
  /** 0..1 */
  readonly dice: () => number;
  readonly newId: () => string;
  readonly parse: (body: Uint8Array) => unknown;
  readonly onSubscriptions: (shop: KeptShop, notice: SubscriptionNotice) => void;
}

/** Long enough for the requests of a few tasks to run into their timeout. */
const LEASE_HOURS = 5 / 60;
const TASKS_AT_ONCE = 10;
const CHECK_HOURS = 1;
const SHORTEST_RETRY_HOURS = 1 / 60;
const LONGEST_RETRY_HOURS = 6;

/** Does what is to be done at a shop's API; shared by all replicas. */
export class KeepShop {
  readonly #parts: KeepShopParts;

  constructor(parts: KeepShopParts) {
    this.#parts = parts;
  }

  /** What is done now and then from the beginning on; links are taken back where they are no longer wanted. */
  async begin(shop: KeptShop): Promise<void> {
    const { tasks, clock } = this.#parts;
    const askedAt = clock.now();
    const regular = shop.hook === null ? (['sweep'] as const) : (['sweep', 'subscriptions'] as const);
    const planned = regular.map((kind) => keyedTask(shop, { kind, subject: '', detail: null, askedAt }));
    await tasks.plan(planned, askedAt);
    if (!shop.publishesLinks) await tasks.wake(shop, 'links', askedAt);
  }

  /** @returns whether there may be more */
  async round(shop: KeptShop): Promise<boolean> {
    const { tasks, clock } = this.#parts;
    const asOf = clock.now();
    const untilAt = addHours(asOf, LEASE_HOURS);
    const claimed = await tasks.claim(shop, { asOf, untilAt, limit: TASKS_AT_ONCE });
    for (const [index, task] of claimed.entries()) {
      const performed = await this.#perform(shop, task);
      if ('after' in performed) {
        await tasks.settle(task, performed.after, { failures: 0 });
        continue;
      }
      const dueAt = await this.#fail(shop, task, performed.failure);
      if (performed.failure.code === 'invalid') continue;
      // The others would fare no better; each is tried again by itself.
      for (const left of claimed.slice(index + 1)) {
        const { detail, failures } = left;
        await tasks.settle(left, { dueAt, detail }, { failures });
      }
      return false;
    }
    return claimed.length === TASKS_AT_ONCE;
  }

  #perform(shop: KeptShop, task: ShopTask): Promise<Performed> {
    if (task.kind === 'reread') return this.#reread(shop, task);
    if (task.kind === 'sweep') return this.#sweep(shop, task);
    return task.kind === 'links' ? this.#parts.links.perform(shop, task) : this.#subscribe(shop, task);
  }

  async #reread(shop: KeptShop, task: ShopTask): Promise<Performed> {
    const { shops, receive, newId } = this.#parts;
    const asked = await shops.ask(shop, shop.storefront.reread(rereadOf(task)));
    if ('failure' in asked) return asked;
    const payload = asked.result;
    if (payload === null) return { after: null };
    const { brandId, source } = shop;
    await receive.receive(
      {
        brandId,
        source,
        body: new TextEncoder().encode(JSON.stringify(payload)),
        payload,
        topic: null,
        isHistory: false,
        isStrict: false,
        causation: { correlationId: newId(), causationId: null, traceparent: null },
      },
      shop.interpret,
    );
    return { after: null };
  }

  async #sweep(shop: KeptShop, { detail }: ShopTask): Promise<Performed> {
    const { shops, tasks, clock, dice } = this.#parts;
    const sweep = currentSweep(detail, clock.now());
    const asked = await shops.ask(shop, shop.storefront.changedSince(sweep.from, sweep.cursor));
    if ('failure' in asked) return asked;
    if (asked.result === null) return unreadable('its list of orders');
    const { rereads, cursor } = asked.result;
    const asOf = clock.now();
    await tasks.plan(
      rereads.map((reread) => rereadTask(shop, reread, { receiptId: null, isTelling: false, askedAt: asOf })),
      asOf,
    );
    return { after: nextSweep(sweep, cursor, { asOf, dice: dice() }) };
  }

  async #subscribe(shop: KeptShop, { detail }: ShopTask): Promise<Performed> {
    const { shops, tasks, clock, onSubscriptions } = this.#parts;
    const { subscriptions } = shop.storefront;
    if (subscriptions === undefined || shop.hook === null) return { after: null };
    const asked = await shops.ask(shop, subscriptions.ensure(shop.hook.address, shop.hook.secret));
    if ('failure' in asked) return asked;
    if (asked.result === null) return unreadable('its list of subscriptions');
    const { made, refused } = asked.result;
    const asOf = clock.now();
    const isFirst = detail === null;
    if (refused.length > 0 || (made.length > 0 && !isFirst))
      onSubscriptions(shop, { lost: isFirst ? [] : made, refused });
    // What it did not tell meanwhile has to be looked for.
    if (made.length > 0)
      await tasks.plan([keyedTask(shop, { kind: 'sweep', subject: '', detail: null, askedAt: asOf })], asOf);
    return { after: { dueAt: addHours(asOf, CHECK_HOURS), detail: { ensuredAt: asOf } } };
  }

  /** @returns when it is tried again */
  async #fail(shop: KeptShop, task: ShopTask, failure: ApiFailure): Promise<Instant> {
    const { tasks, clock, dice } = this.#parts;
    const asOf = clock.now();
    const failures = task.failures + 1;
    const doubled = SHORTEST_RETRY_HOURS * 2 ** Math.min(20, failures - 1);
    const hours = Math.max((failure.retryAfterSeconds ?? 0) / 3_600, Math.min(LONGEST_RETRY_HOURS, doubled));
    const dueAt = addHours(asOf, hours * (1 + dice() * 0.25));
    const events = await this.#tellAnyway(shop, task, asOf);
    const detail = events === null ? task.detail : { ...rereadOf(task), isTelling: false };
    await tasks.settle(task, { dueAt, detail }, { failures, events: events ?? [] });
    return dueAt;
  }

  /** Null where there is nothing to tell, or time yet. */
  async #tellAnyway(shop: KeptShop, task: ShopTask, asOf: Instant) {
    if (task.kind !== 'reread') return null;
    const reread = rereadOf(task);
    if (!isToldAnyway(task, reread, asOf)) return null;
    const receipt = reread.receiptId === null ? null : await this.#parts.tasks.receipt(reread.receiptId);
    return receipt === null ? [] : toldByWebhook(shop, receipt, this.#parts.parse);
  }
}

function unreadable(what: string): Performed {
  return { failure: { code: 'invalid', message: `${what} cannot be read` } };
}
