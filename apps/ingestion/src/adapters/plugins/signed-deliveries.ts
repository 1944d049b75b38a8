import type { Causation } from '@tidings/contracts';
import { type Clock, parseJson, unauthorized } from '@tidings/platform';
import type { DeliveryCounts } from '../../core/count-deliveries.js';
import type { Delivery } from '../../core/delivery.js';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { ConfiguredSource, ConfiguredSources } from './configured-sources.js';
import { OUR_PLUGIN } from './own-formats.js';

export interface SignedDelivery {
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly causation: Causation;
}

export interface OpenedDelivery {
  readonly source: ConfiguredSource;
  readonly delivery: Delivery;
}

/** Lets in what its source has signed; also its injection token. */
export class SignedDeliveries {
  readonly #sources: ConfiguredSources;
  readonly #counts: DeliveryCounts;
  readonly #clock: Clock;

  constructor(parts: { sources: ConfiguredSources; counts: DeliveryCounts; clock: Clock }) {
    this.#sources = parts.sources;
    this.#counts = parts.counts;
    this.#clock = parts.clock;
  }

  /** What a shop says to an address that it is given, before there is anything to tell; nobody signs it. */
  isGreeting(key: SourceKey, rawBody: Buffer): boolean {
    return this.#sources.find(key)?.webhook?.isGreeting?.(rawBody) === true;
  }

  /**
   * @throws Failure `unauthorized`, the same whether brand, source or signature is wrong
   * @throws Failure `invalid` when the body is not JSON
   */
  open(key: SourceKey, signed: SignedDelivery): OpenedDelivery {
    const source = this.#sources.find(key);
    if (source === undefined) throw unauthorized();
    const { webhook } = source;
    if (webhook === undefined || !isSigned(webhook, source.secrets, signed))
      throw this.#refused(source, unauthorized());
    const { rawBody, headers, causation } = signed;
    const delivery: Delivery = {
      brandId: source.brandId,
      source: source.source,
      body: rawBody,
      payload: this.#read(source, rawBody),
      topic: webhook.topicOf?.(headers) ?? null,
      isHistory: false,
      isStrict: source.plugin === OUR_PLUGIN,
      causation,
    };
    return { source, delivery };
  }

  #read(source: ConfiguredSource, rawBody: Buffer): unknown {
    try {
      return parseJson(rawBody);
    } catch (error) {
      throw this.#refused(source, error);
    }
  }

  #refused(source: SourceKey, error: unknown): unknown {
    this.#counts.note(source, { at: this.#clock.now(), refused: 1 });
    return error;
  }
}

/** Over the bytes, before anything reads them. A signature's age is measured by real time. */
function isSigned(
  webhook: NonNullable<ConfiguredSource['webhook']>,
  secrets: readonly string[],
  { rawBody, headers }: SignedDelivery,
): boolean {
  return webhook.verify({ rawBody, headers, secrets, now: new Date().toISOString() }).ok;
}
