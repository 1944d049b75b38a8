/** More work waits than is sound to keep in memory; the caller should come back later. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError';
  readonly code = 'overloaded';
}
