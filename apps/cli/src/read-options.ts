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
