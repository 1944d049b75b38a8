import type { Answer } from '@tidings/domain';

export interface AskedMessage {
  readonly brandId: string;
  readonly orderId: string;
  readonly key: string;
}

/** Tells two brands' messages apart, even where their keys are alike. */
export function messageIdentity({ brandId, key }: Pick<AskedMessage, 'brandId' | 'key'>): string {
  return `${brandId} ${key}`;
}

/** The engine, asked at the last moment. */
export abstract class Truth {
  /** What is still true, by `messageIdentity`, with the facts as they are; null when nobody answers. */
  abstract confirm(messages: readonly AskedMessage[]): Promise<ReadonlyMap<string, Answer> | null>;
}
