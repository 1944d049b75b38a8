import type { Causation } from '@tidings/contracts';
import { currentCausation } from '@tidings/platform';

/** What led to the request under way. */
export function requestCausation(): Causation {
  const causation = currentCausation();
  if (causation === undefined) throw new Error('there is no request under way');
  return causation;
}
