import type {
  Causation,
  RecordedOrder,
  SettledMessage,
  ShownPromise,
  StatusShowing,
  TrackingReport,
} from '@tidings/contracts';
import type { CaseOption } from '@tidings/domain';

/** What every change knows of where it came from. */
export interface ChangeOrigin extends Causation {
  readonly brandId: string;
}

/** What a customer chose for an open case of theirs. */
export interface ChosenOption {
  readonly orderId: string;
  readonly caseId: string;
  readonly option: CaseOption;
}

/** Anything that can move an order. An event and a tick of the clock take the same path. */
export type Change =
  | (ChangeOrigin & { readonly kind: 'report'; readonly report: TrackingReport })
  | (ChangeOrigin & { readonly kind: 'order'; readonly recorded: RecordedOrder })
  | (ChangeOrigin & { readonly kind: 'settled'; readonly settled: SettledMessage })
  | (ChangeOrigin & { readonly kind: 'promise'; readonly shown: ShownPromise })
  | (ChangeOrigin & { readonly kind: 'status'; readonly showing: StatusShowing })
  | (ChangeOrigin & { readonly kind: 'choice'; readonly chosen: ChosenOption })
  | (ChangeOrigin & { readonly kind: 'tick'; readonly orderId: string });
