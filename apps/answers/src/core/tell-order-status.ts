import {
  answer,
  type Answer,
  normaliseEmail,
  normalisePostcode,
  orderNumberKey,
  type OrderSnapshot,
} from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { ProofDigest } from '../ports/proof-digest.js';
import type { ProofKind, ProofStore } from '../ports/proof-store.js';
import type { SnapshotStore } from '../ports/snapshot-store.js';

/** What someone says of themselves; everything that is given must be right. */
export interface StatusQuestion {
  readonly brandId: string;
  readonly orderNumber: string;
  readonly email?: string | undefined;
  readonly postcode?: string | undefined;
}

export interface ToldStatus {
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
}

interface Parts {
  readonly snapshots: SnapshotStore;
  readonly proofs: ProofStore;
  readonly digest: ProofDigest;
  readonly clock: Pick<Clock, 'now'>;
}

/** Tells the status of an order to one who knows its number and the e-mail or postcode; also its injection token. */
export class TellOrderStatus {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Null whatever was wrong. Both look-ups and the digests are made in every case, so that the time it takes does not tell an
   * order that exists from one that does not.
   */
  async tell(question: StatusQuestion): Promise<ToldStatus | null> {
    const { snapshots, proofs, clock } = this.#parts;
    const orderNumber = orderNumberKey(question.orderNumber);
    const [known, snapshot] = await Promise.all([
      proofs.find(question.brandId, orderNumber),
      snapshots.find(question.brandId, { orderNumber }),
    ]);
    const isKnown = this.#isProven(question, known);
    if (!isKnown || snapshot === null) return null;
    return { snapshot, answer: answer(snapshot, 1, clock.now()) };
  }

  /** Plain comparison will do: nobody without the secret can make a digest that is nearly right. */
  #isProven(
    { brandId, email, postcode }: StatusQuestion,
    known: Readonly<Partial<Record<ProofKind, string>>>,
  ): boolean {
    const { digest } = this.#parts;
    const matches: boolean[] = [];
    if (email !== undefined) matches.push(digest.of('email', brandId, normaliseEmail(email)) === known.email);
    if (postcode !== undefined) {
      matches.push(digest.of('postcode', brandId, normalisePostcode(postcode)) === known.postcode);
    }
    return matches.length > 0 && matches.every(Boolean);
  }
}
