import { Failure } from '@tidings/platform';
import type { Outcome } from '../../core/delivery.js';

export interface ReceiptReply {
  readonly receiptId: string;
  readonly state: string;
  readonly duplicate: boolean;
}

/** @throws Failure `invalid`, naming the field, for what was refused */
export function toReply(outcome: Outcome): ReceiptReply {
  if (outcome.kind === 'kept') {
    return { receiptId: outcome.receiptId, state: outcome.state, duplicate: outcome.isDuplicate };
  }
  const { field, message } = outcome.problem;
  throw new Failure('invalid', field === null ? message : `${field}: ${message}`, {
    field: field ?? undefined,
  });
}
