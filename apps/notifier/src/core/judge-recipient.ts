import { hoursBetween, type Instant } from '@tidings/domain';
import type { Recipient } from '../ports/contact-book.js';
import type { LeasedSend, SendResult } from '../ports/send-store.js';

/** An order may arrive after the first report about its parcel. */
const CONTACT_WAIT_HOURS = 1;
const CONTACT_RETRY_MS = 5_000;

export interface ReachableRecipient extends Recipient {
  readonly email: string;
}

type Reach = { readonly to: ReachableRecipient } | { readonly not: SendResult };

const undeliverable = (because: string): Reach => ({ not: { state: 'undeliverable', because } });

/** Whether there is an address to write to, and whether it may be written to. */
export function judgeRecipient(send: LeasedSend, recipient: Recipient | null, asOf: Instant): Reach {
  if (recipient === null) {
    const hasWaited = hoursBetween(send.requestedAt, asOf) >= CONTACT_WAIT_HOURS;
    if (hasWaited) return undeliverable('no_contact');
    const { attempts } = send;
    return { not: { state: 'waiting', because: 'no_contact_yet', waitMs: CONTACT_RETRY_MS, attempts } };
  }
  const { email, suppressions } = recipient;
  if (email === null) return undeliverable('no_address');
  if (suppressions.includes('bounce')) return undeliverable('address_bounced');
  if (suppressions.includes('complaint')) return undeliverable('address_complained');
  // What a customer has to know reaches them all the same; RFC 8058 is about what they need not.
  if (suppressions.includes('unsubscribe') && send.request.messageClass !== 'essential')
    return undeliverable('unsubscribed');
  return { to: { ...recipient, email } };
}
