/** Customers write `#1001`, ` 1001 ` or `nw-1001` for one order; answers knows them by the same form. */
export function orderNumberKey(number: string): string {
  return number.trim().replace(/^#/, '').trim().toUpperCase();
}

/** No mailbox in use differs by case only. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
