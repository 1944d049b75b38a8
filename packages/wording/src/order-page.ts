import type { CaseOption } from '@tidings/domain';
import type { Mood } from './catalogue.js';
import type { AddressForm } from './render-address-form.js';
import type { PlacedStage } from './place-stages.js';
import type { TimelineStep, VerbatimReport } from './tell-timeline.js';

interface Row {
  readonly label: string;
  readonly value: string;
}

export interface ExpectedPart {
  readonly label: string;
  /** `Between Tue 24 and Thu 26 November`; null where there is no date to rely on. */
  readonly when: string | null;
  /** What the date rests on and what it was before; or why there is none. */
  readonly says: readonly string[];
}

export interface StagePart {
  readonly label: string;
  readonly state: PlacedStage['state'];
  /** The state in words, for those who do not see it. */
  readonly stateLabel: string;
}

export interface ParcelSection {
  readonly title: string;
  /** Null where the head of the page has said it: the order is this one parcel. */
  readonly label: string | null;
  readonly sentence: string | null;
  readonly expected: ExpectedPart | null;
  readonly items: readonly string[];
  readonly facts: readonly Row[];
  /** Newest first. */
  readonly timeline: readonly TimelineStep[];
  readonly verbatim: { readonly summary: string; readonly reports: readonly VerbatimReport[] } | null;
}

/** An order's page as plain text in parts: a template decides how they look and escapes every one. */
export interface OrderPage {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly brandName: string;
  readonly mood: Mood;
  readonly order: string;
  readonly headline: string;
  readonly sentence: string;
  /** What this page said before and takes back. */
  readonly corrections: readonly string[];
  /** Set where all of it could not be checked lately. */
  readonly stale: string | null;
  /** What somebody has to solve, where that is so; else null, and `next` says what follows. */
  readonly task: {
    readonly title: string;
    readonly isForReader: boolean;
    readonly says: readonly string[];
    /** The case's way out, where the reader may still choose one. */
    readonly choices: {
      readonly caseId: string;
      readonly label: string;
      readonly options: readonly { readonly option: CaseOption; readonly label: string }[];
      /** Where an address is taken, the form for it in the place of its option; open where the reader is asked for it, else behind its label. */
      readonly address: {
        readonly label: string;
        readonly isOpen: boolean;
        readonly form: AddressForm;
      } | null;
    } | null;
  } | null;
  readonly next: { readonly label: string; readonly text: string } | null;
  readonly expected: ExpectedPart | null;
  readonly progress: { readonly label: string; readonly stages: readonly StagePart[] } | null;
  /** What happened before there were parcels, where that is not told with the only one; newest first. */
  readonly story: { readonly title: string; readonly timeline: readonly TimelineStep[] } | null;
  readonly parcels: readonly ParcelSection[];
  readonly waiting: { readonly title: string; readonly items: readonly string[] } | null;
  /** How to see more, for one who sees no more than the status. */
  readonly hint: string | null;
  /** When this became what it is; a page that is not stale still holds. */
  readonly updated: Row;
  readonly labels: { readonly timeline: string; readonly items: string; readonly questions: string };
  readonly contact: string;
}
