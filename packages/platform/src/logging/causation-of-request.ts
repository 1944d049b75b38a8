import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Causation } from '@tidings/contracts';

/** https://www.w3.org/TR/trace-context/#traceparent-header-field-values; all zeros is not valid. */
const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;
/** It goes into logs, headers and events, so it must be short and harmless. */
const CORRELATION_ID = /^[\w.:-]{1,64}$/;

/** The caller's correlation id, else its trace id, else a new one. */
export function causationOfRequest(headers: IncomingHttpHeaders): Causation {
  const { traceparent: trace, 'x-correlation-id': given } = headers;
  const traceId = typeof trace === 'string' ? TRACEPARENT.exec(trace)?.[1] : undefined;
  const correlationId =
    typeof given === 'string' && CORRELATION_ID.test(given) ? given : (traceId ?? randomUUID());
  return { correlationId, causationId: null, traceparent: traceId === undefined ? null : (trace as string) };
}
