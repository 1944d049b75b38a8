class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** Rejects with TooSlow where `promise` takes longer than `limitMs`; the SDK's own limits are 5 s, 5 min, or none. */
export function within<Value>(limitMs: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow(`took longer than ${limitMs} ms`)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
