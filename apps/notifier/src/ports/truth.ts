import type { Answer } from '@tidings/domain';

export interface AskedMessage {
  readonly brandId: string;
  readonly orderId: string;
  readonly key: string;
}

/** The engine, asked at the last moment. */
export abstract class Truth {
  /** What is still true, by key, with the facts as they are; null when nobody answers. */
  abstract confirm(messages: readonly AskedMessage[]): Promise<ReadonlyMap<string, Answer> | null>;
}
