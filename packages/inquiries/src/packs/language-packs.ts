import { compilePack } from './compile-pack.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import { nl } from './nl.js';
import { pt } from './pt.js';

/** Every language that is read; a new one is its file and its line here. */
export const languagePacks = [en, de, fr, es, it, nl, pt].map(compilePack);
