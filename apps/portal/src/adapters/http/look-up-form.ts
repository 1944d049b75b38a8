/** What a customer wrote into the form of the look-up; what is left out is empty. */
export interface LookUpForm {
  readonly orderNumber: string;
  readonly proof: string;
}

export function readLookUpForm(body: unknown): LookUpForm {
  const form = new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  return { orderNumber: form.get('order') ?? '', proof: form.get('proof') ?? '' };
}
