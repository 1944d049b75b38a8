import { describe, expect, it } from '@jest/globals';
import { commerceOrderRecorded } from '@tidings/contracts';
import type { Contact } from '@tidings/domain';
import { ProofDigest } from '../ports/proof-digest.js';
import { type OrderProof, ProofStore } from '../ports/proof-store.js';
import { RecordProofs } from './record-proofs.js';

class ReadableDigest extends ProofDigest {
  override of(kind: string, brandId: string, normalised: string): string {
    return `${brandId}/${kind}/${normalised}`;
  }
}

class ProofList extends ProofStore {
  readonly kept: OrderProof[] = [];
  override async keepNewer(proofs: readonly OrderProof[]): Promise<void> {
    this.kept.push(...proofs);
  }
  override forget = (): Promise<void> => Promise.reject(new Error('not used'));
  override async find(): Promise<Record<string, never>> {
    return {};
  }
}

const order = (
  contact: Contact | null,
  hour: string,
  destination?: { country: string; postalCode: string },
) => ({
  brandId: 'acme',
  recorded: commerceOrderRecorded.schema.parse({
    receiptId: `r${hour}`,
    source: 'shop',
    receivedAt: '2026-11-22T12:00:00.000Z',
    contact,
    order: {
      number: '#nw-1',
      placedAt: '2026-11-22T08:00:00.000Z',
      updatedAt: `2026-11-22T${hour}:00:00.000Z`,
      lines: [],
      destination,
    },
  }),
});

async function digestsOf(...orders: ReturnType<typeof order>[]): Promise<Record<string, string>> {
  const store = new ProofList();
  await new RecordProofs(store, new ReadableDigest()).record(orders);
  expect(new Set(store.kept.map(({ orderNumber }) => orderNumber))).toEqual(
    new Set(orders.length > 0 ? ['NW-1'] : []),
  );
  return Object.fromEntries(
    store.kept.map(({ kind, digest, updatedAt }) => [kind, `${updatedAt.slice(11, 13)} ${digest}`]),
  );
}

describe('RecordProofs', () => {
  it('normalises what is told', async () => {
    const told = order({ email: 'JO@Example.org', postalCode: 'sw1a 1aa' }, '09', {
      country: 'GB',
      postalCode: 'X',
    });
    expect(await digestsOf(told)).toEqual({
      email: '09 acme/email/jo@example.org',
      postcode: '09 acme/postcode/SW1A1AA',
    });
  });

  it('takes the destination for the postcode where the contact has none', async () => {
    expect(await digestsOf(order(null, '09', { country: 'US', postalCode: '94601' }))).toEqual({
      postcode: '09 acme/postcode/94601',
    });
  });

  it('keeps of several the newest that tells it, whatever their order', async () => {
    const several = [
      order({ email: 'new@x.example' }, '10'),
      order({ email: 'old@x.example' }, '09'),
      order(null, '11'),
    ];
    for (const orders of [several, several.toReversed()]) {
      expect(await digestsOf(...orders)).toEqual({ email: '10 acme/email/new@x.example' });
    }
  });
});
