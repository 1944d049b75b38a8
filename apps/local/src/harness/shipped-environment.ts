/**
 * Of every service, as `infra/Dockerfile` gives it. Left to itself, glibc keeps up to 64 MB of what was freed, and an arena for
 * almost every thread: of buffers that come and go with each batch that is most of a service's memory outside of V8.
 */
export const SHIPPED_ENVIRONMENT = {
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '262144',
} as const;

/** Of a service that is a process of its own, as `infra/compose.yaml` gives them. */
export const SHIPPED_NODE_OPTIONS = [
  '--max-semi-space-size=16',
  '--no-parallel-scavenge',
  '--max-old-space-size=160',
  '--heap-growing-percent=120',
] as const;
