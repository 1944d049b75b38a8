import type { Catalogue } from '../catalogue.js';
import { agent } from './agent.js';
import { conditions, corrected } from './conditions.js';
import { dates } from './dates.js';
import { desk } from './desk.js';
import { estimate } from './estimate.js';
import { headlines } from './headlines.js';
import { lookUp } from './look-up.js';
import { letter } from './letter.js';
import { notices } from './notices.js';
import { nextSteps } from './next-steps.js';
import { options } from './options.js';
import { page } from './page.js';
import { reasons } from './reasons.js';
import { unsubscribe } from './unsubscribe.js';

export const en: Catalogue = {
  dates,
  conditions,
  headlines,
  nextSteps,
  reasons,
  options,
  reach: { letter: 'reply to this email', page: 'write to us', form: 'fill in the form below' },
  incident: { label: 'Held up', quote: (shop, text) => `${shop} writes: “${text}”` },
  estimate,
  letter,
  page,
  agent,
  notices,
  lookUp,
  unsubscribe,
  desk,
  corrected,
  stale: ({ checkedAt }) => `This is what we knew on ${checkedAt}. We could not check it again since.`,
};
