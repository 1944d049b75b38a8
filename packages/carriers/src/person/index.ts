import { carrierId, trackingNumber, type EventTime, type ParcelRef } from '@tidings/domain';
import { invalid } from '../collect-reading.js';
import { composeReport, type Line } from '../compose-report.js';
import type { CarrierPlugin, ParcelReport, ReadingContext } from '../port.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { CODE_TABLE, milestoneOfWord, rowOf } from './codes.js';
import { statementSchema, type Statement } from './wire.js';

/** Somebody of the shop who knows better than the feeds. Believed beside whoever leads, and over an end that a feed reported. */
export const person: CarrierPlugin = {
  id: 'person',
  label: 'A person',
  docsUrl: 'packages/carriers/src/person/README.md',
  formats: 'what somebody of the shop states: [its page](src/person/README.md)',
  kind: 'person',
  credentials: webhookCredentials,
  codeTables: [CODE_TABLE],
  read: (payload, context) => {
    const body = statementSchema.safeParse(payload);
    if (!body.success) return { error: invalid(body.error) };
    return { reports: [reportOf(body.data, context)], unmapped: [], failures: [] };
  },
};

function reportOf(statement: Statement, context: ReadingContext): ParcelReport {
  const parcelRef = refOf(statement.parcel);
  const orderNumber = statement.says === 'belongs_to_order' ? statement.orderNumber : null;
  return composeReport({ parcelRef, orderNumber }, [lineOf(statement, parcelRef, context)], context);
}

function lineOf(statement: Statement, parcelRef: ParcelRef, { receivedAt }: ReadingContext): Line {
  const { says, author, reason } = statement;
  const code = `person/${says}`;
  return {
    at: timeOf(statement.at ?? receivedAt),
    row: rowOf(statement),
    confidence: 'code',
    code,
    text: `The shop says: ${says.replaceAll('_', ' ')}`,
    said: [code, author, reason].join('/'),
    statedBy: { author, reason },
    ...extras(statement, parcelRef),
  };
}

function extras(statement: Statement, { number }: ParcelRef): Partial<Line> {
  if (statement.says === 'retracted') return { retracts: { milestone: milestoneOfWord(statement.retracts) } };
  if (statement.says === 'replaced_by') return { link: { ...refOf(statement.by), relation: 'replaced_by' } };
  if (statement.says === 'other_carrier')
    return { link: { carrier: carrierId(statement.carrier), number, relation: 'replaced_by' } };
  return {};
}

function refOf({ carrier, trackingNumber: number }: Statement['parcel']): ParcelRef {
  return { carrier: carrierId(carrier), number: trackingNumber(number) };
}

function timeOf(text: string): EventTime {
  const at = readTimestamp(text, 'stated');
  if (at === null) throw new Error(`not checked to be a time: ${text}`);
  return at;
}
