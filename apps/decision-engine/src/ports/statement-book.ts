import type { Statement } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';

export interface StatementWindow {
  readonly brandId: string;
  readonly ruleId: string;
  /** Inclusive, by when it was said. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

export interface StatementPage {
  readonly statements: readonly Statement[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/** Everything that was said, by the rule that chose it; also its injection token. */
export abstract class StatementBook {
  abstract list(
    window: StatementWindow,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<StatementPage>;
}
