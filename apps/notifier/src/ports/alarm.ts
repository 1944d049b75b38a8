import type { LeasedSend } from './send-store.js';

/** What a person has to look at. */
export abstract class Alarm {
  abstract cannotCompose(send: LeasedSend, error: Error): void;
}
