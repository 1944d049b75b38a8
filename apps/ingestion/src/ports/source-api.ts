import type { AskedParcel, Registered } from '@tidings/carriers';
import type { ApiFailure } from '@tidings/http-client';
import type { SourceKey } from './source-figures-store.js';

/** What a source answered, as it is kept and read. */
export interface SourceAnswer {
  readonly body: Uint8Array;
  readonly payload: unknown;
}

/** The sources' APIs; also its injection token. Never throws: every way to fail is a failure with a code. */
export abstract class SourceApi {
  abstract poll(
    source: SourceKey,
    parcels: readonly AskedParcel[],
  ): Promise<{ readonly answer: SourceAnswer } | { readonly failure: ApiFailure }>;

  /** The answer is there where it also tells of the parcels. */
  abstract register(
    source: SourceKey,
    parcels: readonly AskedParcel[],
  ): Promise<
    | { readonly registered: readonly Registered[]; readonly answer: SourceAnswer | null }
    | { readonly failure: ApiFailure }
  >;

  abstract stop(
    source: SourceKey,
    parcel: AskedParcel & { readonly registrationId: string | null },
  ): Promise<{ readonly failure: ApiFailure | null }>;
}
