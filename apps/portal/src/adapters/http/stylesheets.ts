import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Brand } from '@tidings/platform';
import { inkOn, readableOn } from '../../core/readable-colour.js';

const sheet = readFileSync(new URL('../../../templates/portal.css', import.meta.url), 'utf8');

const DEFAULT_ACCENT = '#0b5c73';
/** As the sheet has them: where the accent is seen in light and in dark. */
const GROUNDS = { light: '#f4f5f6', dark: '#1d2429' } as const;
/** WCAG 2.2 AA for text. */
const TEXT_CONTRAST = 4.5;

interface Stylesheet {
  readonly name: string;
  readonly css: string;
}

/** One stylesheet per brand, named by what is in it: it may be kept for ever, and the page needs no styles of its own. */
export class Stylesheets {
  readonly #plain = themed(DEFAULT_ACCENT);
  readonly #byBrand: ReadonlyMap<string, Stylesheet>;
  readonly #byName: ReadonlyMap<string, string>;

  constructor(brands: readonly Brand[]) {
    this.#byBrand = new Map(brands.map(({ id, theme }) => [id, themed(theme?.accent ?? DEFAULT_ACCENT)]));
    this.#byName = new Map([this.#plain, ...this.#byBrand.values()].map(({ name, css }) => [name, css]));
  }

  /** @param brandId null: for a page that belongs to no brand */
  pathOf(brandId: string | null): string {
    const { name } = (brandId === null ? undefined : this.#byBrand.get(brandId)) ?? this.#plain;
    return `/assets/${name}`;
  }

  find(name: string): string | undefined {
    return this.#byName.get(name);
  }
}

function themed(accent: string): Stylesheet {
  const readable = (ground: string): string => readableOn(ground, accent, TEXT_CONTRAST);
  const css = `:root { --band: ${accent}; --band-ink: ${inkOn(accent)}; --accent: ${readable(GROUNDS.light)}; }
@media (prefers-color-scheme: dark) { :root { --accent: ${readable(GROUNDS.dark)}; } }
${sheet}`;
  const digest = createHash('sha256').update(css).digest('hex').slice(0, 16);
  return { name: `portal-${digest}.css`, css };
}
