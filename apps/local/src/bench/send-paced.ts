import { setTimeout as wait } from 'node:timers/promises';
import { type HttpAnswer, WebhookConnection } from './webhook-connection.js';

export interface PacedLoad {
  readonly url: URL;
  readonly connections: number;
  readonly requests: readonly Buffer[];
  /** Requests that become due each second, whether or not earlier ones were answered; Infinity: as fast as they are. */
  readonly perSecond: number;
  /** Called for every answer with the time that it came (milliseconds since 1970, with fractions). */
  readonly onAnswer?: (answer: HttpAnswer, atMs: number) => void;
}

export interface PacedResult {
  readonly accepted: number;
  /** Answers other than 2xx, by status; 0: no answer. */
  readonly refused: ReadonlyMap<number, number>;
  readonly seconds: number;
}

const TICK_MS = 2;

/** Sends every request once, each when it is due or, when all connections are busy, as soon as one is free. */
export async function sendPaced(load: PacedLoad): Promise<PacedResult> {
  const { requests, perSecond } = load;
  const free = Array.from({ length: load.connections }, () => new WebhookConnection(load.url));
  const all = [...free];
  const refused = new Map<number, number>();
  let accepted = 0;
  let answered = 0;
  let sent = 0;
  const startedAt = performance.now();

  const pump = (): void => {
    const elapsedSeconds = (performance.now() - startedAt) / 1_000;
    const due = Math.min(requests.length, Math.floor(elapsedSeconds * perSecond) || 0);
    const target = perSecond === Infinity ? requests.length : due;
    while (sent < target) {
      const connection = free.pop();
      const request = requests[sent];
      if (connection === undefined || request === undefined) return;
      sent += 1;
      connection.send(request, (answer) => {
        answered += 1;
        if (answer.status >= 200 && answer.status < 300) accepted += 1;
        else refused.set(answer.status, (refused.get(answer.status) ?? 0) + 1);
        load.onAnswer?.(answer, performance.timeOrigin + performance.now());
        free.push(connection);
        pump();
      });
    }
  };

  while (answered < requests.length) {
    pump();
    await wait(TICK_MS);
  }
  for (const connection of all) connection.close();
  return { accepted, refused, seconds: (performance.now() - startedAt) / 1_000 };
}
