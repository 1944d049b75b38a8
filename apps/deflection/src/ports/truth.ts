import type { TicketRequest } from '@tidings/contracts';
import type { Answer } from '@tidings/domain';

/** The engine, asked at the last moment. */
export abstract class Truth {
  /** The facts as they are; null: what was to be said is no longer so. Rejects when nobody answers. */
  abstract confirm(brandId: string, request: Pick<TicketRequest, 'orderId' | 'key'>): Promise<Answer | null>;
}
