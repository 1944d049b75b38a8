import { z } from 'zod';

/** What a customer may correct; the recipient and the country stay as they are. */
export const ADDRESS_FIELDS = ['street', 'extra', 'postcode', 'city'] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** Longer ones are no part of an address. */
export const ADDRESS_LIMITS: Readonly<Record<AddressField, number>> = {
  street: 100,
  extra: 100,
  postcode: 20,
  city: 80,
};

/** Some countries have no postcodes. */
export const REQUIRED_ADDRESS_FIELDS: ReadonlySet<AddressField> = new Set<AddressField>(['street', 'city']);

export const correctedAddressSchema = z.object({
  street: z.string().min(1).max(ADDRESS_LIMITS.street),
  extra: z.string().max(ADDRESS_LIMITS.extra),
  postcode: z.string().max(ADDRESS_LIMITS.postcode),
  city: z.string().min(1).max(ADDRESS_LIMITS.city),
});
export type CorrectedAddress = z.infer<typeof correctedAddressSchema>;

export type AddressProblem = 'missing' | 'too_long' | 'no_text';

export type AddressReading =
  | { readonly address: CorrectedAddress }
  | { readonly problems: Readonly<Partial<Record<AddressField, AddressProblem>>> };

function problemOf(field: AddressField, text: string): AddressProblem | null {
  if (text.length > ADDRESS_LIMITS[field]) return 'too_long';
  if (text === '') return REQUIRED_ADDRESS_FIELDS.has(field) ? 'missing' : null;
  return /[\p{L}\p{N}]/u.test(text) ? null : 'no_text';
}

/** Reads what a customer wrote into a form: one line each, without the spaces around it. */
export function readAddress(given: Readonly<Record<AddressField, string>>): AddressReading {
  const lineOf = (field: AddressField): string =>
    given[field].replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const address = {
    street: lineOf('street'),
    extra: lineOf('extra'),
    postcode: lineOf('postcode'),
    city: lineOf('city'),
  };
  const problems = ADDRESS_FIELDS.flatMap((field) => {
    const problem = problemOf(field, address[field]);
    return problem === null ? [] : [[field, problem] as const];
  });
  return problems.length === 0 ? { address } : { problems: Object.fromEntries(problems) };
}
