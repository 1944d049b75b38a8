import type { Dialect } from '@tidings/carriers';
import { type FakeApi, type FakeRequest, type Fault, startFakeApi } from './fake-api.js';

/** What a request was about, and when it came by the spec's own clock. */
export interface Served {
  readonly atMs: number;
  readonly numbers: readonly string[];
  readonly kind: 'poll' | 'register' | 'stop';
  readonly fault: Fault | null;
}

/** One carrier's API on this machine, in that carrier's dialect. */
export interface FakeCarrier extends FakeApi {
  /** All but the requests for a token. */
  readonly served: readonly Served[];
  /** How many tokens were given out. */
  readonly tokens: () => number;
}

export async function startFakeCarrier(dialect: Dialect, nowMs: () => number): Promise<FakeCarrier> {
  const served: Served[] = [];
  let tokens = 0;
  const answers = {
    poll: dialect.answer,
    register: dialect.registration?.answer,
    stop: () => ({ code: 0, data: {} }),
  };
  const api = await startFakeApi((asked, takeFault) => {
    if (asked.path === dialect.tokenPath) {
      tokens += 1;
      return { body: { access_token: `token-${tokens}`, expires_in: '3600' } };
    }
    const kind = kindOf(asked, dialect);
    const numbers = asked.method === 'DELETE' ? [] : dialect.numbersIn(asked);
    served.push({ atMs: nowMs(), numbers, kind, fault: takeFault() });
    return { body: answers[kind]?.(numbers) };
  });
  return { ...api, served, tokens: () => tokens };
}

function kindOf(asked: FakeRequest, dialect: Dialect): Served['kind'] {
  if (asked.method === 'DELETE' || /\/stop/.test(asked.path)) return 'stop';
  return dialect.registration?.is(asked) === true ? 'register' : 'poll';
}
