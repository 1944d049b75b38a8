import type { Instant, ParcelRef, TrackingEvent } from '@tidings/domain';
import type { SignedRequest, Verification } from '@tidings/signatures';
import type { z } from 'zod';
import type { CarrierClient } from './client.js';
import type { CodeTable } from './code-table.js';

/** What reports on parcels: a carrier itself, an aggregator of many, the shop's own systems, or somebody of the shop. */
export type SourceKind = 'aggregator' | 'carrier' | 'person' | 'shop';

/** What a brand configures for every source; a plug-in's own schema may ask for more. */
export interface SourceCredentials {
  readonly webhookSecrets: readonly string[];
}

/** Everything that Tidings knows about one source. A new source is one folder that exports one of these. */
export interface CarrierPlugin {
  readonly id: string;
  readonly label: string;
  readonly docsUrl: string;
  /** What of its formats and versions is read: a line of Markdown. */
  readonly formats: string;
  /** Also its rank where two sources follow one parcel: a carrier leads an aggregator, an aggregator the shop. */
  readonly kind: SourceKind;
  readonly credentials: z.ZodType<SourceCredentials>;
  /** Every table that turns their codes into ours; each row names its source. */
  readonly codeTables: readonly CodeTable[];
  /** Absent where the source is only polled. */
  readonly webhook?: CarrierWebhook;
  /** Absent where the source cannot be asked. */
  readonly client?: CarrierClient;
  /** A webhook's body or a poll's answer, parsed as JSON. Never throws: whatever came, this is an answer. */
  readonly read: (payload: unknown, context: ReadingContext) => Reading;
}

export interface CarrierWebhook {
  /** The source sends a credential and signs nothing: it proves who sent, not what. */
  readonly isBodyUnsigned?: true;
  /** Over the raw bytes, in constant time. */
  readonly verify: (request: SignedRequest) => Verification;
  /** The headers that the source would send with this body: for tests, demonstrations and load. */
  readonly sign: (rawBody: Buffer, secret: string, now: Instant) => Readonly<Record<string, string>>;
  /** A new secret to `sign` with, where it is no text of one's own choosing. */
  readonly makeSecret?: () => string;
}

export interface ReadingContext {
  readonly brandId: string;
  /** The brand's id of the source. */
  readonly source: string;
  readonly receivedAt: Instant;
  /** What a poll asked for, where the answer does not say it again. */
  readonly askedFor?: ParcelRef;
}

/** What a payload says, or why it says nothing. */
export type Reading =
  | {
      readonly reports: readonly ParcelReport[];
      readonly unmapped: readonly UnmappedCode[];
      /** The parcels and rows beside those read that could not be: to be kept and looked at, never dropped. */
      readonly failures: readonly ReadingFailure[];
    }
  | { readonly error: ReadingError };

export interface ParcelReport {
  readonly parcelRef: ParcelRef | null;
  /** The shop's order number, where the source knows it. */
  readonly orderNumber: string | null;
  /** Oldest first, each once. */
  readonly events: readonly TrackingEvent[];
}

/** A code that no table knows: kept as `info` with its text, and listed here so that someone adds the row. */
export interface UnmappedCode {
  readonly code: string;
  readonly text: string;
  /** The tracking number it was met on. */
  readonly example: string;
  readonly count: number;
}

export interface ReadingFailure {
  readonly parcelRef: ParcelRef | null;
  readonly error: ReadingError;
}

export interface ReadingError {
  /**
   * `not_found`: the source has nothing on this number (yet), which is no fault. `control`: about the tracking, not the parcel.
   * `unavailable`: the source failed, ask again. `invalid`: not what the source documents.
   */
  readonly code: 'not_found' | 'invalid' | 'control' | 'unavailable';
  readonly message: string;
  /** Path of the field at fault: `tracking_details.3.datetime`. */
  readonly field?: string;
}
