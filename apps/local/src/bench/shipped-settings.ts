/**
 * Of Postgres, as `infra/compose.yaml` gives it. More is not better without huge pages: of 1,000,000 orders, buffers of 6 GB
 * are random memory behind pages of 4 kB, and waking orders took half as much processor time again as with these.
 */
export const SHIPPED_SETTINGS = { shared_buffers: '512MB' } as const;
