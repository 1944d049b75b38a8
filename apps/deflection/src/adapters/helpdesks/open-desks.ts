import { findHelpdeskPlugin, type Helpdesk, type Macro } from '@tidings/helpdesks';
import { type Brand, type BrandHelpdesk, type Brands, ConfigError } from '@tidings/platform';
import { type BrandDesk, Desks } from '../../ports/helpdesk-desk.js';

/** How long an edited macro may be used as it was. */
const MACROS_KEPT_MS = 60_000;

export class OpenDesks extends Desks {
  override readonly all: readonly BrandDesk[];
  readonly #byBrand: ReadonlyMap<string, BrandDesk>;

  constructor(desks: readonly BrandDesk[]) {
    super();
    this.all = desks;
    this.#byBrand = new Map(desks.map((desk) => [desk.brand.id, desk]));
  }

  override find(brandId: string): BrandDesk | undefined {
    return this.#byBrand.get(brandId);
  }

  /** Nest calls it when the service ends. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map(({ helpdesk }) => helpdesk.close()));
  }
}

export type OpenHelpdesk = (brand: Brand, settings: BrandHelpdesk) => Helpdesk;

/** @throws ConfigError naming the brand, where its helpdesk is in no registry or its settings are wrong */
export const openConfigured: OpenHelpdesk = (brand, { plugin: id, settings }) => {
  const plugin = findHelpdeskPlugin(id);
  if (plugin === undefined)
    throw new ConfigError(`brand ${brand.id}: helpdesk.plugin: there is no helpdesk '${id}'`);
  try {
    return plugin.open(settings);
  } catch (error) {
    throw new ConfigError(`brand ${brand.id}: helpdesk.settings: ${String(error)}`);
  }
};

export function openDesks(brands: Brands, open: OpenHelpdesk): OpenDesks {
  return new OpenDesks(
    brands.all.flatMap((brand) => {
      const { helpdesk: settings } = brand;
      if (settings === undefined) return [];
      const helpdesk = open(brand, settings);
      return [{ brand, settings, helpdesk, macros: keepMacros(helpdesk) }];
    }),
  );
}

/** One call for all who ask meanwhile; a failed one is not kept. */
function keepMacros(helpdesk: Helpdesk): () => Promise<readonly Macro[]> {
  let kept: Promise<readonly Macro[]> | null = null;
  let keptUntilMs = 0;
  return () => {
    if (kept !== null && performance.now() < keptUntilMs) return kept;
    const asked = helpdesk.listMacros();
    kept = asked;
    keptUntilMs = performance.now() + MACROS_KEPT_MS;
    asked.catch(() => {
      if (kept === asked) kept = null;
    });
    return asked;
  };
}
