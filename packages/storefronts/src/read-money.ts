import type { Money } from '@tidings/domain';

/** Shops write amounts as decimals, `"12.50"`; ours are whole minor units. Undefined when either part is not what it should be. */
export function readMoney(
  amount: string | null | undefined,
  currency: string | null | undefined,
): Money | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(amount ?? '');
  const digits = minorDigits(currency ?? '');
  if (match === null || digits === null || !currency) return undefined;
  const [, whole = '', fraction = ''] = match;
  return { amountMinor: Number(whole + fraction.padEnd(digits, '0').slice(0, digits)), currency };
}

/** 2 for EUR, 0 for JPY, 3 for KWD; null for what is no currency. */
function minorDigits(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}

/** Making a format takes longer than reading an order. */
const DIGITS = new Map<string, number>();
