/** What is kept from leaving now, in every service alike. */
export abstract class GateBoard {
  /** `unknown`: nobody can say, and then nothing leaves. */
  abstract standingOf(brandId: string): 'open' | 'paused' | 'unknown';
}
