import { InvalidArgumentError } from 'commander';

/** Reads `--orders 5000`. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number from 0 on');
  return value;
}

/** Reads `--hazards 0.5`. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('a number above 0');
  return value;
}

/** Reads `--from 2026-11-25T08:00:00Z`, also a date alone. @returns the instant, in UTC */
export function readInstant(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('an instant: 2026-11-25T08:00:00Z');
  return at.toISOString();
}
