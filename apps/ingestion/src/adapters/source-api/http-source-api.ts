import type { AskedParcel } from '@tidings/carriers';
import { ApiSession, type ApiAnswer, type ApiFailure, type ApiRequest } from '@tidings/http-client';
import { trackingNumber } from '@tidings/domain';
import type { FollowingSource } from '../../core/following/following-source.js';
import { type SourceKey, sourceKeyText } from '../../ports/source-figures-store.js';
import { type SourceAnswer, SourceApi } from '../../ports/source-api.js';
import type { HttpLimits } from './http-limits.js';

interface Open {
  readonly source: FollowingSource;
  readonly session: ApiSession;
}

type Asked = { readonly answer: ApiAnswer } | { readonly failure: ApiFailure };

/** Asks the sources over HTTP, with one session for each of their credentials. */
export class HttpSourceApi extends SourceApi {
  readonly #sessions: ReadonlyMap<string, Open>;
  readonly #end = new AbortController();

  constructor(sources: readonly FollowingSource[], limits: HttpLimits) {
    super();
    this.#sessions = new Map(
      sources.map((source) => {
        const { baseUrl, auth, classify } = source.client;
        const session = new ApiSession({ baseUrl, auth, classify, ...limits, signal: this.#end.signal });
        return [sourceKeyText(source), { source, session }];
      }),
    );
  }

  override async poll(source: SourceKey, parcels: readonly AskedParcel[]): ReturnType<SourceApi['poll']> {
    const { client } = this.#openOf(source).source;
    const asked = await this.#ask(source, client.poll.request(parcels));
    return 'failure' in asked ? asked : decoded(asked.answer, client.poll.decode);
  }

  override async register(
    source: SourceKey,
    parcels: readonly AskedParcel[],
  ): ReturnType<SourceApi['register']> {
    const { registration } = this.#openOf(source).source.client;
    if (registration === undefined) throw new TypeError(`${source.source} takes no registrations`);
    const asked = await this.#ask(source, registration.register(parcels));
    if ('failure' in asked) return asked;
    const isEmpty = asked.answer.body.length === 0;
    const read = isEmpty ? { answer: { body: asked.answer.body, payload: null } } : decoded(asked.answer);
    if ('failure' in read) return read;
    const registered = registration.readRegistered(read.answer.payload, parcels);
    const own = registered.map((each) => ({ ...each, number: trackingNumber(each.number) }));
    return { registered: own, answer: registration.isTelling ? read.answer : null };
  }

  override async stop(
    source: SourceKey,
    parcel: AskedParcel & { readonly registrationId: string | null },
  ): ReturnType<SourceApi['stop']> {
    const { registration } = this.#openOf(source).source.client;
    if (registration?.stop === undefined) return { failure: null };
    const asked = await this.#ask(source, registration.stop(parcel));
    return { failure: 'failure' in asked ? asked.failure : null };
  }

  /** Ends what is under way; what it would have told is asked again. */
  close(): void {
    this.#end.abort();
  }

  #ask(source: SourceKey, request: ApiRequest): Promise<Asked> {
    return this.#openOf(source).session.call(request);
  }

  #openOf(source: SourceKey): Open {
    const open = this.#sessions.get(sourceKeyText(source));
    if (open === undefined) throw new TypeError(`${sourceKeyText(source)} cannot be asked`);
    return open;
  }
}

/** Kept as JSON, so that it can be read again like every receipt. */
function decoded(
  { body, status }: ApiAnswer,
  decode?: (body: Uint8Array) => unknown,
): { readonly answer: SourceAnswer } | { readonly failure: ApiFailure } {
  try {
    if (decode === undefined)
      return { answer: { body, payload: JSON.parse(Buffer.from(body).toString()) as unknown } };
    const payload = decode(body);
    return { answer: { body: Buffer.from(JSON.stringify(payload)), payload } };
  } catch {
    return { failure: { code: 'unavailable', message: `answered ${status} with what cannot be read` } };
  }
}
