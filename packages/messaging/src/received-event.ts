import { type Envelope, envelopeSchema } from '@tidings/contracts';
import type { z } from 'zod';

export interface ReceivedEvent<Data = unknown> extends Envelope<Data> {
  /** True: a person sent this dead letter again. What it says may be old. */
  readonly isReplayed: boolean;
  /** `data` as JSON, the very text that was published, with what the consumer's own schema leaves out. */
  readonly dataText: string;
}

export type Parsed<Data> =
  | { readonly event: Omit<ReceivedEvent<Data>, 'isReplayed'>; readonly problem: null }
  | { readonly event: null; readonly problem: string };

const MAX_ISSUES = 5;
/** The envelope's own, which is its last key: quotes inside of values are escaped. */
const DATA_KEY = ',"data":';

/**
 * Makes the reader of messages whose data a schema describes, the contract's or that of the part that a consumer needs; a
 * problem names the fields, e.g. `data.parcel.carrier: Invalid input`.
 */
export function envelopeReader<Data>(dataSchema: z.ZodType<Data>): (text: string) => Parsed<Data> {
  const schema = envelopeSchema.extend({ data: dataSchema });
  return (text) => {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      return {
        event: null,
        problem: `not JSON: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return { event: withDataText(parsed.data, text), problem: null };
    const issues = parsed.error.issues.slice(0, MAX_ISSUES);
    const problem = issues
      .map(({ path, message }) => `${path.join('.') || '(envelope)'}: ${message}`)
      .join('; ');
    return { event: null, problem };
  };
}

function withDataText<Data>(envelope: Envelope<Data>, text: string): Omit<ReceivedEvent<Data>, 'isReplayed'> {
  const dataText = text.slice(text.indexOf(DATA_KEY) + DATA_KEY.length, text.lastIndexOf('}'));
  return { ...envelope, dataText };
}
