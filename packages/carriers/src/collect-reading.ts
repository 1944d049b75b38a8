import type { ParcelRef } from '@tidings/domain';
import type { z } from 'zod';
import type { ParcelReport, Reading, ReadingError, ReadingFailure, UnmappedCode } from './port.js';

/** Gathers what one payload gives, parcel by parcel: reports, codes without a row, and what could not be read. */
export class ReadingCollector {
  private readonly reports: ParcelReport[] = [];
  private readonly failures: ReadingFailure[] = [];
  private readonly unmapped = new Map<string, UnmappedCode>();

  report(report: ParcelReport): void {
    this.reports.push(report);
  }

  fail(parcelRef: ParcelRef | null, error: ReadingError): void {
    this.failures.push({ parcelRef, error });
  }

  unknownCode(code: string, text: string, example: string): void {
    const count = (this.unmapped.get(code)?.count ?? 0) + 1;
    this.unmapped.set(code, { code, text, example, count });
  }

  /** A payload of which nothing could be read is its first failure. */
  reading(): Reading {
    const [first] = this.failures;
    if (this.reports.length === 0 && first !== undefined) return { error: first.error };
    return { reports: this.reports, unmapped: [...this.unmapped.values()], failures: this.failures };
  }
}

/** `invalid`, naming the first field at fault under `path`. */
export function invalid(error: z.ZodError, ...path: readonly (string | number)[]): ReadingError {
  const [issue] = error.issues;
  const misspelt = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...path, ...(issue?.path ?? []), ...misspelt].map(String).join('.');
  return { code: 'invalid', message: issue?.message ?? 'not what the source documents', field };
}

export function notATime(text: string, field: string): ReadingError {
  return { code: 'invalid', message: `not a time: ${text.slice(0, 40)}`, field };
}
