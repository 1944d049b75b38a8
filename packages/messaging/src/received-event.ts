import { type Envelope, type EventContract, envelopeSchema } from '@tidings/contracts';

export interface ReceivedEvent<Data = unknown> extends Envelope<Data> {
  /** True: a person sent this dead letter again. What it says may be old. */
  readonly isReplayed: boolean;
}

export type Parsed<Data> =
  | { readonly envelope: Envelope<Data>; readonly problem: null }
  | { readonly envelope: null; readonly problem: string };

const MAX_ISSUES = 5;

/** Makes the reader of a contract's messages; a problem names the fields, e.g. `data.parcel.carrier: Invalid input`. */
export function envelopeReader<Data>(contract: EventContract<Data>): (text: () => unknown) => Parsed<Data> {
  const schema = envelopeSchema.extend({ data: contract.schema });
  return (readJson) => {
    let json: unknown;
    try {
      json = readJson();
    } catch (error) {
      return {
        envelope: null,
        problem: `not JSON: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return { envelope: parsed.data, problem: null };
    const issues = parsed.error.issues.slice(0, MAX_ISSUES);
    const problem = issues
      .map(({ path, message }) => `${path.join('.') || '(envelope)'}: ${message}`)
      .join('; ');
    return { envelope: null, problem };
  };
}
