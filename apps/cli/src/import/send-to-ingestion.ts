import { z } from 'zod';
import { CommandFailed } from '../command.js';
import type { Door } from '../config.js';

/** One line that was not taken. */
export interface Fault {
  readonly line: number;
  readonly error: { readonly code: string; readonly message: string; readonly field: string | null };
}

const tally = z.object({ lines: z.number(), kept: z.number(), duplicates: z.number(), refused: z.number() });
const answerSchema = z.union([
  z.object({
    line: z.number(),
    error: z.object({ code: z.string(), message: z.string(), field: z.string().nullable().default(null) }),
  }),
  z.object({ progress: tally }),
  z.object({ done: tally }),
]);

export type Tally = z.infer<typeof tally>;

/** Sends lines to a batch route and reads its answer as it comes. @throws CommandFailed when the batch as a whole was refused */
export async function sendBatch(
  { url, apiKey }: Door,
  path: string,
  lines: readonly string[],
): Promise<{ readonly tally: Tally; readonly faults: readonly Fault[] }> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const text = await response.text();
  if (!response.ok) throw new CommandFailed(`${path}: ${response.status} ${text.slice(0, 500)}`);
  const answers = text
    .split('\n')
    .filter(Boolean)
    .map((line) => answerSchema.parse(JSON.parse(line)));
  const end = answers.flatMap((answer) => ('done' in answer ? [answer.done] : []))[0];
  if (end === undefined) throw new CommandFailed(`${path}: the answer broke off; send the file again`);
  return { tally: end, faults: answers.flatMap((answer) => ('line' in answer ? [answer] : [])) };
}
