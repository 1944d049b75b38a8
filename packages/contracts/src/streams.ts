/** A JetStream stream. Every one forgets: by age, by size, oldest first. */
export interface StreamContract {
  readonly name: string;
  /** NATS subject filters, without overlap between streams. */
  readonly subjects: readonly string[];
  readonly maxAgeDays: number;
  readonly maxMegabytes: number;
  /** Repeats of one `Nats-Msg-Id` inside this window are stored once. */
  readonly dedupeWindowMinutes: number;
}

const WEEK_DAYS = 7;
const usual = { maxAgeDays: WEEK_DAYS, maxMegabytes: 4096, dedupeWindowMinutes: 10 } as const;

export const streams = {
  TRACKING: { name: 'TRACKING', subjects: ['tracking.>'], ...usual },
  COMMERCE: { name: 'COMMERCE', subjects: ['commerce.>'], ...usual },
  SOURCES: { name: 'SOURCES', subjects: ['source.>'], ...usual, maxMegabytes: 256 },
  DECISIONS: { name: 'DECISIONS', subjects: ['decision.>'], ...usual },
  ORDERS: { name: 'ORDERS', subjects: ['order.>'], ...usual },
  MESSAGING: { name: 'MESSAGING', subjects: ['messaging.>'], ...usual },
  PROMISES: { name: 'PROMISES', subjects: ['promise.>', 'statement.>'], ...usual, maxMegabytes: 1024 },
  PRIVACY: { name: 'PRIVACY', subjects: ['privacy.>'], ...usual, maxMegabytes: 64 },
  SUPPORT: { name: 'SUPPORT', subjects: ['support.>'], ...usual, maxMegabytes: 512 },
  /** What no consumer could take, with the reason; kept longer, because a person has to look. */
  DEAD_LETTERS: {
    name: 'DEAD_LETTERS',
    subjects: ['deadletter.>'],
    maxAgeDays: 30,
    maxMegabytes: 1024,
    dedupeWindowMinutes: 10,
  },
} as const satisfies Record<string, StreamContract>;

export type StreamName = keyof typeof streams;
