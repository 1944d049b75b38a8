import type { Reread } from '@tidings/storefronts';
import { hoursBetween, type Instant } from '@tidings/domain';
import { z } from 'zod';
import type { EventOrigin, InterpretContext } from '../interpret.js';
import type { KeptShop } from './kept-shop.js';
import { keyedTask, type PlannedTask, type ShopTask } from './shop-task.js';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { Receipt } from '../../ports/intake-store.js';
import type { OutgoingEvent } from '@tidings/contracts';

const detailSchema = z.object({
  subject: z.string(),
  id: z.string(),
  because: z.string(),
  /** Of the webhook that led to it; null: none did. */
  receiptId: z.string().nullable(),
  /** It told an order itself, which goes out where the shop cannot be asked; false once it went out. */
  isTelling: z.boolean(),
});
type Detail = z.infer<typeof detailSchema>;

export function rereadTask(
  source: SourceKey,
  { subject, id, because }: Reread,
  { askedAt, ...webhook }: Pick<Detail, 'receiptId' | 'isTelling'> & { readonly askedAt: Instant },
): PlannedTask {
  const detail: Detail = { subject, id, because, ...webhook };
  return keyedTask(source, { kind: 'reread', subject: `${subject}/${id}`, detail, askedAt });
}

export function rereadOf({ detail }: Pick<ShopTask, 'detail'>): Detail {
  return detailSchema.parse(detail);
}

/** For so long a webhook waits for the shop's own answer, which knows more; then it is better than nothing. */
const LONGEST_WAIT_HOURS = 0.25;

export function isToldAnyway({ askedAt }: ShopTask, { isTelling }: Detail, asOf: Instant): boolean {
  return isTelling && hoursBetween(askedAt, asOf) >= LONGEST_WAIT_HOURS;
}

/** What the webhook itself told, as events. */
export function toldByWebhook(
  shop: KeptShop,
  {
    id,
    receivedAt,
    topic,
    body,
    isHistory,
  }: Pick<Receipt, 'id' | 'receivedAt' | 'topic' | 'body' | 'isHistory'>,
  parse: (body: Uint8Array) => unknown,
): readonly OutgoingEvent[] {
  const { brandId, source } = shop;
  const context: InterpretContext = { brandId, source, receivedAt, topic };
  const causation = { correlationId: id, causationId: null, traceparent: null };
  const origin: EventOrigin = { brandId, source, receiptId: id, receivedAt, isHistory, causation };
  return shop.interpret(parse(body), context).toEvents(origin);
}
