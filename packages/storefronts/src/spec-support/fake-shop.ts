import type { ApiRequest, Conversation } from '@tidings/http-client';

/** What a fake shop answers; a number is a status without a body. */
export type FakeAnswer = number | { readonly json: unknown; readonly headers?: Record<string, string> };

/** Plays both ends of a conversation, without a network. */
export function hold<Result>(
  conversation: Conversation<Result>,
  answer: (request: ApiRequest) => FakeAnswer,
): Result {
  let step = conversation.next();
  while (!step.done) {
    const given = answer(step.value);
    const isBare = typeof given === 'number';
    step = conversation.next({
      status: isBare ? given : 200,
      headers: isBare ? {} : (given.headers ?? {}),
      body: Buffer.from(isBare ? '' : JSON.stringify(given.json)),
    });
  }
  return step.value;
}
