import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  type HistoryEntry,
  instantSchema,
  orderSchema,
  parcelRefSchema,
  trackingEventSchema,
} from '@tidings/domain';
import { z } from 'zod';
import { CommandFailed } from '../command.js';

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), at: instantSchema, order: orderSchema }),
  z.object({
    kind: z.literal('report'),
    at: instantSchema,
    orderNumber: z.string(),
    parcelRef: parcelRefSchema,
    events: z.array(trackingEventSchema),
  }),
  z.object({
    kind: z.literal('sight'),
    at: instantSchema,
    source: z.string(),
    state: z.enum(['blind', 'seeing']),
  }),
]);

/** What a simulator knows and nobody in its world does. */
const isTruth = (line: string): boolean => line.startsWith('{"kind":"truth"');

/**
 * Reads a history line by line, as `tidings simulate` prints it.
 * @throws CommandFailed naming the line and the field that cannot be read, or that came before what stands above it
 */
export async function* readHistory(file: string): AsyncGenerator<HistoryEntry> {
  let number = 0;
  let last = '';
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line === '' || isTruth(line)) continue;
    const entry = readEntry(line, `${file}:${number}`);
    if (entry.at < last) throw new CommandFailed(`${file}:${number}: at: is earlier than the line above`);
    last = entry.at;
    yield entry;
  }
}

function readEntry(line: string, where: string): HistoryEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CommandFailed(`${where}: is not JSON`);
  }
  const { data, error } = entrySchema.safeParse(value);
  if (error === undefined) return data as HistoryEntry;
  const [issue] = error.issues;
  throw new CommandFailed(`${where}: ${issue?.path.join('.')}: ${issue?.message}`);
}
