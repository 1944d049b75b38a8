import type { Outcome } from './delivery.js';

/** A line that was not kept: with the field at fault, or with a failure of ours, and then worth sending again. */
export interface LineFault {
  readonly line: number;
  readonly error: { readonly code: string; readonly message: string; readonly field: string | null };
}

export interface BatchProgress {
  readonly progress: BatchTally;
}

export interface BatchEnd {
  readonly done: BatchTally;
}

export interface BatchTally {
  readonly lines: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly refused: number;
}

interface Handling {
  readonly receive: (line: string) => Promise<Outcome>;
  /** What an error of `receive` says to the sender. */
  readonly faultOf: (error: unknown) => LineFault['error'];
}

/** So many are under way at once: what a statement of the store takes. */
const WINDOW = 128;

/**
 * Takes the lines of a batch, each by itself: one that cannot be read costs no other. Tells of every line that was not kept,
 * how far it is, and at the end how it went. Lines count from 1; empty ones are passed over.
 */
export async function* receiveBatch(
  body: string,
  handling: Handling,
): AsyncGenerator<LineFault | BatchProgress | BatchEnd> {
  const lines = body.split('\n').map((text, index) => ({ line: index + 1, text: text.trim() }));
  const told = lines.filter(({ text }) => text !== '');
  let tally: BatchTally = { lines: 0, kept: 0, duplicates: 0, refused: 0 };
  for (let from = 0; from < told.length; from += WINDOW) {
    const window = told.slice(from, from + WINDOW);
    const faults = await Promise.all(window.map((each) => receiveLine(each, handling)));
    for (const fault of faults) if (typeof fault === 'object') yield fault;
    tally = addTo(tally, faults);
    yield { progress: tally };
  }
  yield { done: tally };
}

type LineOutcome = LineFault | 'kept' | 'duplicate';

async function receiveLine(
  { line, text }: { readonly line: number; readonly text: string },
  { receive, faultOf }: Handling,
): Promise<LineOutcome> {
  try {
    const outcome = await receive(text);
    if (outcome.kind === 'kept') return outcome.isDuplicate ? 'duplicate' : 'kept';
    const { field, message } = outcome.problem;
    return { line, error: { code: 'invalid', message, field } };
  } catch (error) {
    return { line, error: faultOf(error) };
  }
}

function addTo(tally: BatchTally, outcomes: readonly LineOutcome[]): BatchTally {
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
  const [kept, duplicates] = [count('kept'), count('duplicate')];
  return {
    lines: tally.lines + outcomes.length,
    kept: tally.kept + kept,
    duplicates: tally.duplicates + duplicates,
    refused: tally.refused + outcomes.length - kept - duplicates,
  };
}
