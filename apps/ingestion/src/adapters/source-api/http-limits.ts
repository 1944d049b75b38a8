export interface HttpLimits {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

/** Of every API that is asked. */
export const HTTP_LIMITS: HttpLimits = { timeoutMs: 20_000, maxAnswerBytes: 5 * 1024 * 1024 };
