import type { ApiRequest } from '@tidings/http-client';
import type { AskedParcel, Registered } from './client.js';

/** A request as it arrives at whoever plays a source. */
export interface SpokenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/**
 * How a source's API speaks, for whoever plays it: as its documentation shows what it is asked and what it answers. The specs
 * hold the client against it, and ask a fake that speaks so until everything has gone wrong once.
 */
export interface Dialect {
  /** Credentials in the shape in which it gives them. */
  readonly settings: Readonly<Record<string, string>>;
  /** One that the source follows. */
  readonly carrier: string;
  /** Where tokens are had. */
  readonly tokenPath?: string;
  /** What is asked about parcels `1Z9`, which the source says `theirs` carries. */
  readonly polls: readonly (readonly [Partial<AskedParcel>, Partial<ApiRequest>])[];
  /** Which numbers a request is about. */
  readonly numbersIn: (request: SpokenRequest) => readonly string[];
  /** Each is in transit. Text as it is, anything else as JSON. */
  readonly answer: (numbers: readonly string[]) => unknown;
  readonly registration?: {
    readonly is: (request: SpokenRequest) => boolean;
    /** Undefined: an empty body. */
    readonly answer: (numbers: readonly string[]) => unknown;
    /** Answers to the registration of `1Z9`, and how each is understood. */
    readonly understood: readonly (readonly [unknown, Omit<Registered, 'number'>])[];
  };
}

/** When all that is played happens. */
export const PLAYED_AT = '2026-11-20T15:19:00';

/** The number where it is the last part of the path. */
export function lastPart({ path }: SpokenRequest): readonly string[] {
  return [decodeURIComponent(path.split('/').at(-1) ?? '')];
}

/** The numbers where they stand in the query. */
export function inQuery(name: string): Dialect['numbersIn'] {
  return ({ query }) => (query.get(name) ?? '').split(',').filter(Boolean);
}

/** The numbers under this name, wherever in the body they stand. */
export function inBody(name: string): Dialect['numbersIn'] {
  return ({ body }) => {
    const numbers: string[] = [];
    JSON.parse(body, (key, value: unknown) => {
      if (key === name && typeof value === 'string') numbers.push(value);
      return value;
    });
    return numbers;
  };
}
