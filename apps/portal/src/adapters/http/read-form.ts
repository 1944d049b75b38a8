/** What stands in a field of a form that was sent; empty where it was left out. */
export type ReadField = (name: string) => string;

/** @param body as it arrived; anything but a form's bytes has no fields */
export function readForm(body: unknown): ReadField {
  const form = new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  return (name) => form.get(name) ?? '';
}
