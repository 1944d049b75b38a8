import {
  ADDRESS_FIELDS,
  ADDRESS_LIMITS,
  type AddressField,
  type AddressProblem,
  REQUIRED_ADDRESS_FIELDS,
} from '@tidings/domain';
import type { Catalogue } from './catalogue.js';

/** What a customer wrote and what is wrong with it. */
export interface AddressAttempt {
  readonly given: Readonly<Record<AddressField, string>>;
  readonly problems: Readonly<Partial<Record<AddressField, AddressProblem>>>;
}

export interface AddressFormField {
  readonly name: AddressField;
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly isRequired: boolean;
  /** Set where it cannot be taken; names the field. */
  readonly error: string | null;
}

export interface AddressForm {
  readonly hint: string;
  readonly button: string;
  /** Set after an attempt that could not be taken. */
  readonly problem: string | null;
  readonly fields: readonly AddressFormField[];
}

/** The form on which a customer corrects an address; what they wrote stands in it again where something was wrong. */
export function renderAddressForm(
  { address: words }: Pick<Catalogue['page'], 'address'>,
  attempt: AddressAttempt | null,
): AddressForm {
  return {
    hint: words.hint,
    button: words.button,
    problem: attempt === null ? null : words.problem,
    fields: ADDRESS_FIELDS.map((name) => {
      const problem = attempt?.problems[name];
      const maxLength = ADDRESS_LIMITS[name];
      return {
        name,
        label: words.labels[name],
        value: attempt?.given[name] ?? '',
        maxLength,
        isRequired: REQUIRED_ADDRESS_FIELDS.has(name),
        error: problem === undefined ? null : words.problems[problem](words.names[name], maxLength),
      };
    }),
  };
}
