import type {
  AddressField,
  AddressProblem,
  Actor,
  CaseOption,
  Condition,
  Estimate,
  EstimateBasis,
  EtaEffect,
  FactName,
  Headline,
  Leg,
  Milestone,
  NextStep,
  Order,
  Outcome,
  Reason,
  Silence,
} from '@tidings/domain';
import type { DecisionResult, TellingState } from './agent-order.js';
import type { DeskWords } from './desk-words.js';
import type { Stage } from './place-stages.js';
import type { Facts } from './gather-facts.js';

/** How a message looks before it is read: `attention` asks for a reader, `good` needs none. */
export type Mood = 'good' | 'neutral' | 'attention';

type Sentence = (facts: Facts) => string;

export interface ConditionWords {
  readonly mood: Mood;
  readonly heading: Sentence;
  /** What happened. Empty strings are left out. */
  readonly says: (facts: Facts) => readonly string[];
  /** What follows after that: the next step, the delivery date, or both. */
  readonly then: readonly ('next' | 'estimate')[];
  /** Completes "we told you that ...", for a correction. */
  readonly told: string;
}

export interface HeadlineWords {
  /** Two to five words: the `status_label` of the API and the head of a page. */
  readonly label: string;
  readonly says: Sentence;
}

export interface ReasonWords {
  /** A heading. */
  readonly label: string;
  /** One or two sentences: what is known, and nothing more. */
  readonly what: string;
  /** What the customer can do, where it is for them to act; `reach` is how they reach us from where they read it. */
  readonly ask?: (how: { readonly reach: string }) => string;
}

/** Where a text is read: a letter can be replied to, and a page may have a form for what it asks. */
export type Medium = 'letter' | 'page' | 'form';

export interface DateWords {
  on(date: string): string;
  by(date: string): string;
  between(from: string, to: string): string;
  at(date: string, time: string): string;
}

/** Everything of a letter that is the same whatever happened. */
export interface LetterWords {
  readonly subject: Sentence;
  /** Only where the reader must act: names the task. */
  readonly subjectToAct: (facts: Facts, heading: string) => string;
  readonly seePage: string;
  /** The same, where the page offers a choice. */
  readonly choose: string;
  readonly unsubscribe: string;
  readonly footer: (facts: Facts) => readonly string[];
  readonly item: (title: string, quantity: number) => string;
  readonly parcelTitle: (position: number, count: number) => string;
  readonly waitingTitle: string;
  readonly availableFrom: (date: string) => string;
  readonly labels: Record<'order' | 'carrier' | 'trackingNumber' | 'expected' | 'lastSeen', string>;
}

/** Everything of an order's page that is not a headline, a reason, a step or an estimate. */
export interface PageWords {
  readonly title: (about: { label: string; orderNumber: string | null; brandName: string }) => string;
  readonly order: (number: string | null) => string;
  readonly labels: Record<
    | 'notThere'
    | 'next'
    | 'progress'
    | 'items'
    | 'timeline'
    | 'withUs'
    | 'lastUpdated'
    | 'questions'
    | 'yourTurn'
    | 'ourTurn',
    string
  >;
  readonly contact: (email: string) => string;
  readonly onlyStatus: string;
  /** Leads to where an order is found without its link. */
  readonly lookUp: string;
  readonly choose: string;
  /** The form on which a customer corrects an address. */
  readonly address: {
    readonly hint: string;
    readonly button: string;
    readonly problem: string;
    readonly labels: Readonly<Record<AddressField, string>>;
    /** Each field inside a sentence. */
    readonly names: Readonly<Record<AddressField, string>>;
    readonly problems: Readonly<Record<AddressProblem, (name: string, maxLength: number) => string>>;
  };
  readonly chosen: (option: string, date: string) => string;
  /** What to do about a delivery that cannot be found. */
  readonly notThere: string;
  /** What a date rests on, as a sentence of its own. */
  readonly basis: Readonly<Record<Estimate['basis'], (carrier: string | null) => string>>;
  readonly before: (when: string) => string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly stageStates: Readonly<Record<'done' | 'current' | 'ahead', string>>;
  readonly milestones: Readonly<Record<Milestone, (carrier: string | null) => string>>;
  readonly verbatim: (carrier: string | null) => string;
  readonly withdrawn: string;
}

/** What decides before any rule of a policy does. */
type LawFact = 'factAt' | 'asOf' | 'cartMails' | 'isPassed' | 'otherMessages' | 'isHeld';

/** What only a helpdesk's agent reads: what was noticed, what became of it, and why. */
export interface AgentWords {
  readonly conditions: Readonly<Record<Condition, string>>;
  readonly tellingStates: Readonly<Record<TellingState, string>>;
  readonly results: Readonly<Record<DecisionResult, string>>;
  /** By reason code. A policy may have codes of its own: those are told as they are. */
  readonly because: Readonly<Record<string, string>>;
  /** What a policy asks, and what stands above every policy. One that is named in no list is told as it is. */
  readonly facts: Readonly<Record<FactName | LawFact, string>>;
  /** Of facts whose values are a closed list of codes that say little by themselves. */
  readonly factValues: {
    readonly delivery: Readonly<Record<Order['delivery'], string>>;
    readonly silence: Readonly<Record<Silence['state'], string>>;
    readonly silenceLeg: Readonly<Record<Leg, string>>;
    readonly estimateBasis: Readonly<Record<EstimateBasis, string>>;
    readonly whoMustAct: Readonly<Record<Actor, string>>;
    readonly etaEffect: Readonly<Record<EtaEffect, string>>;
    readonly said: Readonly<Record<Condition, string>>;
  };
  readonly otherwise: (nearest: { fact: string; needed: string; wouldHave: string }) => string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly nothing: string;
  readonly outcomeOf: (outcome: string, condition: string) => string;
  readonly rule: (ruleId: string, policyVersion: string) => string;
  readonly values: Readonly<Record<'true' | 'false' | 'unknown' | 'never', string>>;
  readonly mustAct: Readonly<Record<Actor, string>>;
  readonly chosen: (option: string, date: string) => string;
  readonly addressGiven: string;
  /** Of one parcel, or of what is about several. */
  readonly parcelTitle: (positions: readonly number[], count: number) => string;
  readonly due: (date: string) => string;
  readonly wasDue: (date: string) => string;
  readonly promised: (date: string) => string;
  readonly promiseBroken: (date: string) => string;
}

export type Notice = 'notFound' | 'unavailable' | 'tooMany';

/** Pages that tell of no order. */
export interface NoticeWords {
  readonly title: string;
  readonly text: string;
}

/** The page on which a customer without a link finds an order. */
export interface LookUpWords {
  readonly title: string;
  readonly intro: string;
  readonly orderNumber: string;
  readonly proof: string;
  readonly button: string;
  /** The same whatever was wrong. */
  readonly notFound: string;
}

/** The page behind a mail's link to stop such news. */
export interface UnsubscribeWords {
  readonly title: string;
  readonly ask: (brandName: string) => string;
  readonly button: string;
  readonly done: (brandName: string) => string;
  readonly unknown: string;
}

/** All words of one language. The records are exhaustive: a new condition does not compile until it can be said. */
export interface Catalogue {
  readonly dates: DateWords;
  readonly conditions: Readonly<Record<Condition, ConditionWords>>;
  readonly headlines: Readonly<Record<Headline, HeadlineWords>>;
  readonly nextSteps: Readonly<Record<NextStep, Sentence>>;
  readonly reasons: Readonly<Record<Reason, ReasonWords>>;
  /** What a customer can choose, as the label of a button. */
  readonly options: Readonly<Record<CaseOption, string>>;
  /** Completes "please ...". */
  readonly reach: Readonly<Record<Medium, string>>;
  /** What the shop itself says of an incident. */
  readonly incident: { readonly label: string; readonly quote: (shop: string, text: string) => string };
  readonly estimate: Sentence;
  /** Said of facts that can no longer be vouched for. */
  readonly stale: Sentence;
  /** Takes back what was told. */
  readonly corrected: (said: NonNullable<Facts['corrected']>) => string;
  readonly letter: LetterWords;
  readonly page: PageWords;
  readonly agent: AgentWords;
  readonly notices: Readonly<Record<Notice, NoticeWords>>;
  readonly lookUp: LookUpWords;
  readonly unsubscribe: UnsubscribeWords;
  readonly desk: DeskWords;
}
