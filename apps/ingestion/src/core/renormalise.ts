import type {
  LaterReading,
  QuarantinedReceipt,
  QuarantineFilter,
  QuarantineStore,
} from '../ports/quarantine-store.js';
import type { SourceKey } from '../ports/source-figures-store.js';
import type { Interpret } from './interpret.js';

export interface Readers {
  /** Undefined when the source is no longer configured. */
  readonly interpreterOf: (source: SourceKey) => Interpret | undefined;
  readonly parse: (body: Uint8Array) => unknown;
}

export interface RenormaliseReport {
  readonly read: number;
  /** Receipts of which more could be read than before; what they tell goes out as history. */
  readonly improved: number;
  /** To go on from; null when there are no more. */
  readonly next: string | null;
}

/**
 * Reads quarantined receipts again, after a fix. A receipt that gives no more than before is left as it is, so that doing it twice
 * does no more than doing it once.
 */
export async function renormalise(
  store: QuarantineStore,
  filter: QuarantineFilter,
  readers: Readers,
): Promise<RenormaliseReport> {
  const receipts = await store.list(filter);
  let improved = 0;
  for (const receipt of receipts) {
    const reading = readAgain(receipt, readers);
    if (reading !== null && isBetter(reading) && (await store.settle(reading))) improved++;
  }
  const next = receipts.length < filter.limit ? null : (receipts.at(-1)?.id ?? null);
  return { read: receipts.length, improved, next };
}

function readAgain(receipt: QuarantinedReceipt, { interpreterOf, parse }: Readers): LaterReading | null {
  const { id, brandId, source, topic, receivedAt, body, readings } = receipt;
  const interpret = interpreterOf(receipt);
  if (interpret === undefined) return null;
  const { state, problems, toEvents } = interpret(parse(body), { brandId, source, receivedAt, topic });
  const causation = { correlationId: id, causationId: null, traceparent: null };
  // Its events are others than those of the reading before, which told less.
  const receiptId = `${id}.${readings + 1}`;
  const events = toEvents({ brandId, source, receiptId, receivedAt, isHistory: true, causation });
  return { receipt, state, problems, events };
}

function isBetter({ receipt, state, problems }: LaterReading): boolean {
  return state !== receipt.state || problems.length < receipt.problemCount;
}
