/** More than can be waiting for their next delivery at a time, in any sane state of affairs. */
const MAX_REMEMBERED = 10_000;

/** Remembers what was last set of ten thousand keys; of more, what was set longest ago is forgotten. */
export class RecentMap<Key, Value> extends Map<Key, Value> {
  override set(key: Key, value: Value): this {
    this.delete(key);
    super.set(key, value);
    const [oldest] = this.keys();
    if (this.size > MAX_REMEMBERED && oldest !== undefined) this.delete(oldest);
    return this;
  }
}
