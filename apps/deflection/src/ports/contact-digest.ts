/** Turns an e-mail address into something that can be compared and not read. */
export abstract class ContactDigest {
  /** Keyed by the deployment's secret; the same address of another brand gives another digest. */
  abstract of(brandId: string, email: string): string;
}
