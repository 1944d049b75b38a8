import type { TrackerRow } from '../feed/easypost-body.js';

/** What a shop, a warehouse, a carrier or a customer does at one moment of a story. `at` of rows and events is filled in by the player. */
export type Deed =
  /** The shop tells an order, new or changed, in our own JSON; placed when the story began unless it says otherwise. */
  | { readonly does: 'order'; readonly order: ShopOrder }
  /** The warehouse tells a step of an order, in our own JSON. */
  | { readonly does: 'step'; readonly orderNumber: string; readonly event: Readonly<Record<string, unknown>> }
  /** The carrier adds a row; EasyPost sends the whole history. */
  | {
      readonly does: 'scan';
      readonly trackingNumber: string;
      readonly row: Omit<TrackerRow, 'at'>;
      readonly deliveryDay?: number;
    }
  /** A customer writes to the shop's helpdesk. */
  | { readonly does: 'ask'; readonly customer: Customer; readonly subject: string; readonly text: string };

export interface Customer {
  readonly name: string;
  readonly email: string;
}

export interface ShopOrder extends Customer {
  readonly number: string;
  readonly lines: readonly { readonly id: string; readonly title: string; readonly quantity: number }[];
  readonly shipments?: readonly {
    readonly id: string;
    readonly trackingNumber: string;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  }[];
}

export interface Step {
  /** Since the story began. */
  readonly afterHours: number;
  readonly deed: Deed;
}

/** Something that happens to one customer's order, and what they should have heard by its end. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly brandId: 'northwind';
  readonly orderNumber: string;
  /** After the first stories; 0 where it is not given. */
  readonly startsAfterHours?: number;
  readonly steps: readonly Step[];
  readonly expected: Expected;
}

export interface Expected {
  /** Conditions of the mails, in the order in which they arrive. */
  readonly mails: readonly string[];
  /** Conditions that were seen and kept quiet, with the reason. */
  readonly suppressed?: readonly { readonly condition: string; readonly because: string }[];
  readonly cases?: { readonly opened: number; readonly closed: number };
  /** What became of the tickets that its customers wrote, in the order in which they wrote. */
  readonly tickets?: readonly ExpectedTicket[];
}

export type ExpectedTicket =
  /** With this macro of the shop, by its title. */
  | { readonly outcome: 'answered'; readonly macro: string }
  /** To a person, for this reason. */
  | { readonly outcome: 'handed_over'; readonly because: string };
