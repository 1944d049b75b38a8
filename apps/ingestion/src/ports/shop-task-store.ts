import type { OutgoingEvent } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { PlannedTask, ShopTask, ShopTaskKind, TaskAfter } from '../core/shops/shop-task.js';
import type { Receipt } from './intake-store.js';
import type { SourceKey } from './source-figures-store.js';

/** What is to be done at shops; also its injection token. */
export abstract class ShopTaskStore {
  /** To be done at `dueAt`; one that is known keeps its detail, and is only done earlier. */
  abstract plan(tasks: readonly PlannedTask[], dueAt: Instant): Promise<void>;

  /** To be done at `dueAt` where the order has other parcels than it had; of several for one order the last counts. */
  abstract planLinks(tasks: readonly PlannedTask[], dueAt: Instant): Promise<void>;

  /** The tasks of a kind that left something at the shop are due. */
  abstract wake(source: SourceKey, kind: ShopTaskKind, dueAt: Instant): Promise<void>;

  abstract dueShops(asOf: Instant): Promise<readonly SourceKey[]>;

  /** What was taken is due again at `untilAt`, should its taker die. The oldest first. */
  abstract claim(
    source: SourceKey,
    window: { readonly asOf: Instant; readonly untilAt: Instant; readonly limit: number },
  ): Promise<readonly ShopTask[]>;

  /** With the events that follow. @returns false, and does nothing, when it was asked for anew or claimed meanwhile */
  abstract settle(
    task: ShopTask,
    after: TaskAfter,
    settled: { readonly failures: number; readonly events?: readonly OutgoingEvent[] },
  ): Promise<boolean>;

  /** Null: it has expired or was erased. */
  abstract receipt(
    id: string,
  ): Promise<Pick<Receipt, 'id' | 'receivedAt' | 'topic' | 'body' | 'isHistory'> | null>;
}
