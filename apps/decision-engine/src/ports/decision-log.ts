import type { DecisionView } from '@tidings/contracts';
import type { CaseSnapshot } from '@tidings/domain';

export interface CaseView extends CaseSnapshot {
  readonly orderNumber: string | null;
}

/** What was decided and which cases stand open, for those who ask why; also its injection token. */
export abstract class DecisionLog {
  /** Newest first; empty for an order that the brand does not have. */
  abstract listDecisions(brandId: string, orderNumber: string): Promise<readonly DecisionView[]>;
  /** Open cases of a brand, the one that is due first at the head. */
  abstract listOpenCases(brandId: string, limit: number): Promise<readonly CaseView[]>;
}
