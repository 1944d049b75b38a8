/** The arithmetic by which carriers let typing errors be noticed. Digits and letters only, the check character last. */

/** GS1: 3 and 1 alternate from the right; also IMpb, FedEx Ground, Canada Post, SSCC. */
export function isGs1(number: string): boolean {
  return weighted(bodyOf(number), [3, 1]) === checkOf(number);
}

/** UPS and OnTrac: every second character counts twice, from the left; a letter is its place in ASCII less 3, modulo 10. */
export function isDoubled(number: string): boolean {
  const sum = digitsOf(bodyOf(number)).reduce(
    (total, digit, place) => total + digit * (place % 2 === 1 ? 2 : 1),
    0,
  );
  return (10 - (sum % 10)) % 10 === checkOf(number);
}

/** Deutsche Post Identcode: 4 and 9 alternate, beginning with 4. */
export function isIdentcode(number: string): boolean {
  // Eleven digits before it: the last of them counts 4, as the first does.
  return weighted(bodyOf(number), [4, 9]) === checkOf(number);
}

/** Luhn: every second digit is doubled, and counts as the sum of its digits. */
export function isLuhn(number: string): boolean {
  const sum = digitsOf(bodyOf(number))
    .toReversed()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? sumOfDigits(digit * 2) : digit), 0);
  return (10 - (sum % 10)) % 10 === checkOf(number);
}

/** FedEx Express: 1, 3 and 7 from the right, modulo 11, of which 10 counts as 0. */
export function isFedexExpress(number: string): boolean {
  const weights = [1, 3, 7];
  const sum = digitsOf(bodyOf(number))
    .toReversed()
    .reduce((total, digit, place) => total + digit * (weights[place % 3] ?? 0), 0);
  return (sum % 11) % 10 === checkOf(number);
}

/** DHL Express: what is left of the number before it when it is divided by 7. */
export function isModulo7(number: string): boolean {
  return Number(bodyOf(number)) % 7 === checkOf(number);
}

/** UPU S10: eight weights, 11 less the rest of 11; 10 counts as 0 and 11 as 5. @param digits nine of them */
export function isS10(digits: string): boolean {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = digitsOf(bodyOf(digits)).reduce(
    (total, digit, place) => total + digit * (weights[place] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  return (check === 10 ? 0 : check === 11 ? 5 : check) === checkOf(digits);
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO 7064 mod 37, 36: DPD's. */
export function isModulo37And36(number: string): boolean {
  let check = 36;
  for (const character of bodyOf(number)) {
    check = (check + ALPHABET.indexOf(character)) % 36 || 36;
    check = (check * 2) % 37;
  }
  return (37 - check) % 36 === ALPHABET.indexOf(number.at(-1) ?? '');
}

/** @param weights from the right */
function weighted(body: string, weights: readonly [number, number]): number {
  const sum = digitsOf(body)
    .toReversed()
    .reduce((total, digit, place) => total + digit * weights[place % 2 === 0 ? 0 : 1], 0);
  return (10 - (sum % 10)) % 10;
}

function digitsOf(text: string): number[] {
  return Array.from(text, (character) =>
    /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 3) % 10,
  );
}

function bodyOf(number: string): string {
  return number.slice(0, -1);
}

function checkOf(number: string): number {
  return Number(number.at(-1));
}

function sumOfDigits(value: number): number {
  return value > 9 ? value - 9 : value;
}
