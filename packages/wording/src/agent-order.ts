import type {
  Condition,
  CorrectedAddress,
  Instant,
  Outcome,
  Reason,
  SpeechState,
  Trace,
} from '@tidings/domain';
import type { ExpectedPart, OrderPage, ParcelSection } from './order-page.js';
import type { OrderPageOccasion } from './render-order-page.js';

interface Row {
  readonly label: string;
  readonly value: string;
}

/** A decision of the engine about the order. */
export interface DecisionFacts {
  readonly key: string;
  readonly condition: Condition;
  readonly reason: Reason | null;
  /** What it is about; empty: the whole order. */
  readonly parcelIds: readonly string[];
  readonly outcome: Outcome;
  readonly factAt: Instant;
  readonly decidedAt: Instant;
  readonly speech: SpeechState;
  readonly trace: Trace;
}

export const TELLING_STATES = ['sent', 'waiting', 'held', 'dropped', 'undeliverable'] as const;
export type TellingState = (typeof TELLING_STATES)[number];

/** A message about the order and what became of it. */
export interface MessageFacts {
  /** The decision's key. */
  readonly key: string;
  readonly condition: Condition;
  readonly reason: Reason | null;
  /** What it is about; empty: the whole order. */
  readonly parcelIds: readonly string[];
  readonly state: TellingState;
  readonly because: string | null;
  readonly requestedAt: Instant;
  readonly settledAt: Instant | null;
}

/** An agent is shown what the customer's page shows, and behind it what was said, and why. */
export interface AgentOrderOccasion extends OrderPageOccasion {
  /** Newest first. */
  readonly decisions: readonly DecisionFacts[];
  /** Newest first. */
  readonly messages: readonly MessageFacts[];
  /** What the customer corrected for the open case; null where they did not. */
  readonly givenAddress: CorrectedAddress | null;
  readonly pageUrl: string | null;
  /** When the agent asks: what was due before is overdue. */
  readonly askedAt: Instant;
}

export interface OpenCasePart {
  readonly title: string;
  readonly says: string[];
  readonly due: string;
  readonly isOverdue: boolean;
  readonly options: string[];
  readonly chosen: string | null;
  readonly address: { readonly label: string; readonly lines: string[] } | null;
}

export interface ToldPart {
  readonly key: string;
  readonly text: string;
  readonly parcels: string | null;
  readonly when: string;
  readonly state: TellingState;
  readonly stateLabel: string;
  readonly because: string | null;
}

export const DECISION_RESULTS = ['spoke', 'quiet', 'case_opened', 'case_closed'] as const;
export type DecisionResult = (typeof DECISION_RESULTS)[number];

export interface DecisionPart {
  readonly key: string;
  readonly text: string;
  readonly parcels: string | null;
  readonly when: string;
  readonly result: DecisionResult;
  readonly resultLabel: string;
  readonly because: string | null;
  readonly otherwise: string | null;
  readonly rule: string;
  readonly inputs: Row[];
}

/** An order as a helpdesk's agent reads it; plain text in parts. */
export interface AgentOrder {
  readonly orderNumber: string | null;
  readonly title: string;
  readonly mood: OrderPage['mood'];
  readonly headline: string;
  readonly sentence: string;
  readonly stale: string | null;
  readonly openCase: OpenCasePart | null;
  readonly expected: ExpectedPart | null;
  readonly next: string | null;
  readonly promised: { readonly text: string; readonly isOverdue: boolean } | null;
  readonly progress: OrderPage['progress'];
  readonly parcels: readonly ParcelSection[];
  readonly waiting: OrderPage['waiting'];
  readonly story: OrderPage['story'];
  readonly told: readonly ToldPart[];
  readonly decisions: readonly DecisionPart[];
  readonly updated: Row;
  readonly pageUrl: string | null;
}
