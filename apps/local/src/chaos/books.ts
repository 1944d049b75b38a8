import type { ParcelStory } from '../feed/parcel-story.js';
import type { Accepted } from './retrying-carrier.js';
import type { RecordedMail } from '../harness/mail-server.js';

/** What was played: every story to its end, for each of the brands. */
export interface PlayedBrand {
  readonly brandId: string;
  readonly sender: string;
  readonly stories: readonly ParcelStory[];
}

/** When something was broken: sends that were under way then may be repeated on the wire. */
export interface Struck {
  readonly what: string;
  /** Milliseconds since 1970; a killed service is mended only later, but cuts off nothing more. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface BookedOrder {
  readonly orderId: string;
  readonly brandId: string;
  readonly orderNumber: string;
  readonly version: number;
  /** Tracking events of its parcels. */
  readonly events: readonly {
    readonly trackingNumber: string | null;
    readonly wall: string;
    readonly text: string;
  }[];
  readonly decisions: readonly { readonly key: string; readonly condition: string }[];
  readonly speeches: readonly BookedSpeech[];
}

/** What the ledger says of one message. */
export interface BookedSpeech {
  readonly messageKey: string;
  readonly state: string;
}

export interface BookedSend {
  readonly brandId: string;
  readonly key: string;
  readonly state: string;
}

/** Everything that must agree once the dust has settled. */
export interface Books {
  readonly brands: readonly PlayedBrand[];
  readonly accepted: readonly Accepted[];
  readonly struck: readonly Struck[];
  /** Ids of the receipts of tracking webhooks. */
  readonly receiptIds: ReadonlySet<string>;
  readonly orders: readonly BookedOrder[];
  readonly sends: readonly BookedSend[];
  readonly mails: readonly RecordedMail[];
  /** Version by order, as the read side has it. */
  readonly snapshotVersions: ReadonlyMap<string, number>;
  /** Anything that nobody may have to look at after a crash: dead letters, quarantine, rows set aside. */
  readonly leftovers: Readonly<Record<string, number>>;
}
