// Written by `npm run generate` from the folders beside it.
import { dhlPhrases } from './dhl/phrases.js';
import { fedexPhrases } from './fedex/phrases.js';
import { upsPhrases } from './ups/phrases.js';
import { uspsPhrases } from './usps/phrases.js';
import type { Phrases } from './code-table.js';

export const carrierPhrases: readonly Phrases[] = [dhlPhrases, fedexPhrases, upsPhrases, uspsPhrases];
