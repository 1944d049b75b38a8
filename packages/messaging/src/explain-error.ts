/** What of an error fits into a dead letter: a code to count by, a reason to read. */
export function explainError(error: unknown): { readonly code: string; readonly reason: string } {
  if (!(error instanceof Error)) return { code: 'unknown', reason: String(error) };
  const { code } = error as { code?: unknown };
  return { code: typeof code === 'string' ? code : error.name, reason: error.message };
}
