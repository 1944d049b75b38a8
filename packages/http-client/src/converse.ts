import type { ApiAnswer, ApiRequest } from './api-request.js';
import type { ApiFailure } from './api-failure.js';
import type { Called } from './api-session.js';

/**
 * Several questions of which the next depends on the last answer, as a pure generator: it yields what to ask and is given what
 * came back. A failure ends it.
 */
export type Conversation<Result> = Generator<ApiRequest, Result, ApiAnswer>;

export type Conversed<Result> = { readonly result: Result } | { readonly failure: ApiFailure };

export async function converse<Result>(
  conversation: Conversation<Result>,
  call: (request: ApiRequest) => Promise<Called>,
): Promise<Conversed<Result>> {
  let step = conversation.next();
  while (!step.done) {
    const called = await call(step.value);
    if ('failure' in called) return called;
    step = conversation.next(called.answer);
  }
  return { result: step.value };
}
