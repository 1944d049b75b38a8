/** What was opened, to be closed in the reverse order: what was opened later may still need what was opened before. */
export class OpenParts {
  readonly #closers: (() => Promise<unknown>)[] = [];

  add<Part>(part: Part, close: (part: Part) => Promise<unknown>): Part {
    this.#closers.push(() => close(part));
    return part;
  }

  /** Closes everything, also when some of it fails. @throws AggregateError of what failed */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.#closers.splice(0).toReversed())
      await close().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, 'some parts could not be closed');
  }
}
