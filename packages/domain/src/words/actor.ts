/** Who must act next. */
export const ACTORS = ['nobody', 'recipient', 'merchant', 'carrier', 'government', 'broker'] as const;
export type Actor = (typeof ACTORS)[number];
