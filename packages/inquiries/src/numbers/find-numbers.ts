import { straighten } from '../cleaning/normalise-words.js';

export interface FoundNumbers {
  /** Everything that could be the number of an order or a parcel, upper case, each once: to be looked up. */
  readonly all: readonly string[];
  /** Of these, what the text itself calls an order's number: `order 1001`, `#1001`. */
  readonly called: readonly string[];
}

const MOST_NUMBERS = 60;
const TOKEN = /[#№]?[\p{L}\d](?:[\p{L}\d/_-]{0,38}[\p{L}\d])?/gu;
/** `1Z 999 AA1 01 2345 6784`: numbers that are printed in groups. */
const GROUPED = /(?:[A-Z\d]{2,5} ){2,7}[A-Z\d]{2,5}/g;

const ORDER_WORD =
  '(?:order|orders|purchase|bestellung|bestellnummer|auftrag|commande|cmd|pedido|orden|ordine|bestelling|ordernummer|bestelnummer|encomenda|compra)';
const NUMBER_WORD =
  '(?:number|no|nr|num|id|ref|reference|nummer|numero|numéro|número|n°|nº|n|mit der nummer|met nummer)';
/** What follows such words is an order's number, whatever it looks like. */
const CALLED = new RegExp(
  `(?<!\\p{L})${ORDER_WORD}[\\s.:]{0,3}(?:${NUMBER_WORD}[\\s.:]{0,3}(?:is|ist|est|es|e|é)?[\\s:]{0,2})?#?\\s?([\\p{L}\\d][\\p{L}\\d/_-]{1,38})`,
  'giu',
);

const hasDigits = (text: string, count: number): boolean => text.replace(/\D/g, '').length >= count;

/** Candidates only: what they are is known by those who can look them up. */
export function findNumbers(text: string): FoundNumbers {
  const straight = straighten(text);
  const tokens = (straight.match(TOKEN) ?? []).filter((token) => hasDigits(token, 2));
  const grouped = (straight.toUpperCase().match(GROUPED) ?? [])
    .map((group) => group.replaceAll(' ', ''))
    .filter((group) => hasDigits(group, 8));
  const called = [
    ...tokens.filter((token) => /^[#№]/u.test(token)),
    ...[...straight.matchAll(CALLED)].flatMap(([, number = '']) => (hasDigits(number, 3) ? [number] : [])),
  ];
  return { all: distinct([...called, ...tokens, ...grouped]), called: distinct(called) };
}

function distinct(numbers: readonly string[]): string[] {
  const bare = numbers.map((number) => number.replace(/^[#№]/u, '').toUpperCase());
  return [...new Set(bare)].slice(0, MOST_NUMBERS);
}
