import { readForm } from './read-form.js';

/** What a customer wrote into the form of the look-up; what is left out is empty. */
export interface LookUpForm {
  readonly orderNumber: string;
  readonly proof: string;
}

export function readLookUpForm(body: unknown): LookUpForm {
  const textOf = readForm(body);
  return { orderNumber: textOf('order'), proof: textOf('proof') };
}
