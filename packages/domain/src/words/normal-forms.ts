/** Customers write `#1001`, ` 1001 ` or `nw-1001` for one order. */
export function orderNumberKey(number: string): string {
  return number.trim().replace(/^#/, '').trim().toUpperCase();
}

/** No mailbox in use differs by case only. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/** `sw1a 1aa`, `SW1A1AA` and `SW1A-1AA` are one postcode. */
export function normalisePostcode(postcode: string): string {
  return postcode
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
