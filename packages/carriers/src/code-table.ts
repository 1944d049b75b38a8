import {
  REASONS,
  type Actor,
  type EtaEffect,
  type EventKind,
  type Milestone,
  type Reason,
} from '@tidings/domain';

/** What one of their codes means in our words, and who says so. */
export interface Row {
  readonly kind: EventKind;
  readonly milestone?: Milestone;
  readonly reason?: Reason;
  readonly actor: Actor;
  readonly etaEffect: EtaEffect;
  /** True only where somebody or something had the parcel in hand. */
  readonly physical: boolean;
  /** The vendor's document or the capture that this row rests on. */
  readonly basis: string;
  /** Their code says that something happened and not what: a known phrase in the text may say more. */
  readonly isVague?: true;
}

export interface CodeTable {
  readonly name: string;
  readonly rows: Readonly<Record<string, Row>>;
}

/** What a carrier says in words, whoever tells it: whole texts, or their beginnings where the key ends in `*`, in lower case. */
export type Phrases = Readonly<Record<string, Row>>;

type Details = Partial<Pick<Row, 'reason' | 'actor' | 'etaEffect' | 'milestone' | 'physical' | 'isVague'>>;

/** A milestone that a scan proves. */
export function scan(milestone: Milestone, basis: string, details: Details = {}): Row {
  return row(
    { kind: 'milestone', milestone, physical: true, etaEffect: etaOf(milestone), ...details },
    basis,
  );
}

/** A milestone that data alone says: nobody handled anything. */
export function step(milestone: Milestone, basis: string, details: Details = {}): Row {
  return scan(milestone, basis, { physical: false, ...details });
}

/** A problem. Who acts and whether it delays follow from the reason unless the row knows better. */
export function opens(reason: Reason, basis: string, details: Details = {}): Row {
  const etaEffect = REASONS[reason].delays ? 'delay' : 'unknown';
  return row({ kind: 'exception_opened', reason, physical: false, etaEffect, ...details }, basis);
}

/** A delivery that was tried and failed: the driver was there with the parcel. */
export function attempt(reason: Reason, basis: string, details: Details = {}): Row {
  return opens(reason, basis, {
    milestone: 'delivery_attempted',
    physical: true,
    etaEffect: 'delay',
    ...details,
  });
}

export function resolves(reason: Reason, basis: string, details: Details = {}): Row {
  return row({ kind: 'exception_resolved', reason, actor: 'nobody', physical: false, ...details }, basis);
}

/** Worth keeping, nothing to say: relabelled, rescheduled on request, data passed on. */
export function noise(basis: string, details: Details = {}): Row {
  return row({ kind: 'info', actor: 'nobody', physical: false, ...details }, basis);
}

function row(fields: { kind: EventKind; physical: boolean } & Details, basis: string): Row {
  const actor: Actor = fields.reason === undefined ? 'nobody' : REASONS[fields.reason].actor;
  return { actor, etaEffect: 'none', ...fields, basis };
}

function etaOf(milestone: Milestone): EtaEffect {
  return FINAL.has(milestone) ? 'final' : 'none';
}

/** The same row for each of several codes, which stand with spaces between them. */
export function rowsFor(codes: string, row: Row): Record<string, Row> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, row]));
}

const FINAL: ReadonlySet<Milestone> = new Set(['delivered', 'returning', 'returned', 'cancelled', 'lost']);

/** The row of a code as it stands in the table; undefined for any other text, `constructor` included. */
export function rowIn(rows: Readonly<Record<string, Row>>, code: string): Row | undefined {
  return Object.hasOwn(rows, code) ? rows[code] : undefined;
}
