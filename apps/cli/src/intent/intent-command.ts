import { readFile } from 'node:fs/promises';
import { type IntentLabel, readInquiry } from '@tidings/inquiries';
import { z } from 'zod';
import { formatTable } from '../conformance/format-table.js';
import { CommandFailed, type CliCommand } from '../command.js';

const LABELS = ['where_is_my_order', 'other', 'abstain'] as const satisfies readonly IntentLabel[];

const rowSchema = z.object({
  text: z.string(),
  subject: z.string().nullish(),
  /** What it is: one of ours, or whatever else another labelling calls it. */
  label: z.string().optional(),
  /** Whether it asks where an order is, in labellings that know no more. */
  wismo: z.boolean().optional(),
});
type Row = z.infer<typeof rowSchema>;

interface Judged {
  readonly expected: IntentLabel | null;
  readonly label: IntentLabel;
}

/** `tidings intent`: what the recogniser makes of texts, one JSON object a line, in and out. */
export const intentCommand: CliCommand = (program, io) => {
  program
    .command('intent')
    .description('read customers’ texts as NDJSON, {"text", "subject"?}, and print what each asks')
    .argument(
      '[file]',
      'with a "label" or "wismo" in its lines, precision and recall are told; default: stdin',
    )
    .action(async (file: string | undefined) => {
      const ndjson = (file === undefined ? await io.readStdin() : await open(file)).toString('utf8');
      const judged = readRows(ndjson).map((row): Judged => {
        const { verdict } = readInquiry({ subject: row.subject ?? null, body: row.text });
        io.print(`${JSON.stringify(verdict)}\n`);
        return { expected: expectedOf(row), label: verdict.label };
      });
      if (judged.some(({ expected }) => expected !== null)) io.remark(describe(judged));
    });
};

async function open(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${String(error)}`, { cause: error });
  }
}

function readRows(ndjson: string): Row[] {
  return ndjson.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [rowSchema.parse(JSON.parse(line))];
    } catch (error) {
      throw new CommandFailed(`line ${index + 1} is no {"text": "..."}: ${String(error)}`, { cause: error });
    }
  });
}

function expectedOf({ label, wismo }: Row): IntentLabel | null {
  const own = LABELS.find((each) => each === label);
  if (own !== undefined) return own;
  if (wismo === undefined) return null;
  return wismo ? 'where_is_my_order' : 'other';
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

/** Per label; an abstention counts against the recall of what it should have been, and against nothing else. */
function describe(judged: readonly Judged[]): string {
  const known = judged.filter(({ expected }) => expected !== null);
  const rows = LABELS.map((label) => {
    const told = known.filter((each) => each.label === label);
    const meant = known.filter((each) => each.expected === label);
    const right = told.filter((each) => each.expected === label).length;
    return [
      label,
      meant.length,
      told.length,
      right,
      share(right, told.length),
      share(right, meant.length),
    ].map(String);
  });
  return formatTable(['label', 'are', 'told', 'right', 'precision', 'recall'], rows);
}
