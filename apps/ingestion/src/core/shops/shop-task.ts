import type { ApiFailure } from '@tidings/http-client';
import type { Instant } from '@tidings/domain';
import type { SourceKey } from '../../ports/source-figures-store.js';

export type ShopTaskKind =
  /** Read again what a webhook left out; its subject is what the shop calls it. */
  | 'reread'
  /** Look for orders whose webhook was lost. */
  | 'sweep'
  /** See to it that the shop still delivers to us. */
  | 'subscriptions'
  /** The page of an order as its tracking address; its subject is the order's number. */
  | 'links';

/** Something to be done at a shop's API, once or now and then; one for each kind and subject. */
export interface ShopTask extends SourceKey {
  readonly kind: ShopTaskKind;
  readonly subject: string;
  /** What the kind keeps from one time to the next. */
  readonly detail: unknown;
  /** When it was first asked for. */
  readonly askedAt: Instant;
  /** Attempts in a row that came to nothing. */
  readonly failures: number;
  /** Counts the claims and the times it was asked for anew: what an earlier claimant still writes is void. */
  readonly claim: number;
}

export type PlannedTask = Omit<ShopTask, 'failures' | 'claim'>;

/** What becomes of a task; null: it is done for good. */
export type TaskAfter = { readonly dueAt: Instant | null; readonly detail: unknown } | null;

/** What a task led to. */
export type Performed = { readonly after: TaskAfter } | { readonly failure: ApiFailure };

export function keyedTask(
  { brandId, source }: SourceKey,
  task: Pick<PlannedTask, 'kind' | 'subject' | 'detail' | 'askedAt'>,
): PlannedTask {
  return { brandId, source, ...task };
}
