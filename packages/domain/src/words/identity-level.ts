/**
 * What is known of the one who asks; one table for every face.
 * 0: nothing. 1: knows the order number and the e-mail or postcode (status only).
 * 2: possesses our link, a code, a verified helpdesk identity or a signed token (details and choices).
 */
export const IDENTITY_LEVELS = [0, 1, 2] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];
