import type { ApiRequest } from '@tidings/http-client';
import type { FakeAnswer } from './fake-shop.js';

/** A shop with one order of the id 7, five that changed, and what it was asked to deliver; as `spec-support/fake.ts` of each plays it. */
export interface ShopUnderTest {
  /** What `client.open` takes. */
  readonly settings: object;
  readonly answer: (request: ApiRequest) => FakeAnswer;
  /** It drops, or switches off, this subscription. */
  readonly drop: (topic: string) => void;
  /** It takes no subscription to this topic. */
  readonly refuse: (topic: string) => void;
  readonly subscribed: () => readonly string[];
}

/** @param order the whole of order 7, as a fixture has it */
export type StartShop = (order: object) => ShopUnderTest;

interface Hook {
  readonly id: number;
  readonly topic: string;
  address: string;
  status: string;
}

/** What the shops of all kinds keep of their subscriptions. */
export class Hooks {
  readonly all: Hook[] = [{ id: 1, topic: 'other', address: 'https://other.example', status: 'active' }];
  readonly refused = new Set<string>();

  make(topic: string, address: string): FakeAnswer {
    if (this.refused.has(topic)) return 422;
    this.all.push({ id: this.all.length + 1, topic, address, status: 'active' });
    return { json: {} };
  }

  at(address: string): readonly string[] {
    const active = this.all.filter((hook) => hook.address === address && hook.status === 'active');
    return active.map(({ topic }) => topic).toSorted();
  }
}

export const HOOK = 'https://in.example/hooks/acme/shop';
/** The ids of the orders that changed. */
export const CHANGED = [7, 8, 9, 10, 11];
