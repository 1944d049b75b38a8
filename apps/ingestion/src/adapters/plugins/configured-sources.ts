import { type CarrierWebhook, findCarrierPlugin } from '@tidings/carriers';
import { type Brand, type Brands, type BrandSource, ConfigError } from '@tidings/platform';
import { findStorefrontPlugin, type StorefrontWebhook } from '@tidings/storefronts';
import { z } from 'zod';
import { interpretOrders } from '../../core/interpret-orders.js';
import { interpretReports } from '../../core/interpret-reports.js';
import type { Interpret } from '../../core/interpret.js';
import type { SourceKey } from '../../ports/source-figures-store.js';

/** A brand's source, with what its plug-in can do. */
export interface ConfiguredSource extends SourceKey {
  readonly plugin: string;
  readonly webhook: Pick<CarrierWebhook, 'verify'> & Partial<Pick<StorefrontWebhook, 'topicOf'>>;
  readonly interpret: Interpret;
  readonly secrets: readonly string[];
  /** Without any delivery for this long the source counts as blind; learned where it is not given. */
  readonly expectEveryMinutes: number | undefined;
}

const ourSettings = z.object({ expectEveryMinutes: z.number().positive().optional() });

/** Every source of every brand, checked once at the start; also its injection token. */
export class ConfiguredSources {
  readonly #sources: ReadonlyMap<string, ConfiguredSource>;

  /** @throws ConfigError naming the brand, the source and what is wrong, never a secret */
  constructor(brands: Brands) {
    const all = brands.all.flatMap((brand) => brand.sources.map((source) => configure(brand, source)));
    this.#sources = new Map(all.map((source) => [keyOf(source), source]));
  }

  find(key: SourceKey): ConfiguredSource | undefined {
    return this.#sources.get(keyOf(key));
  }

  ofBrand(brandId: string): readonly ConfiguredSource[] {
    return [...this.#sources.values()].filter((source) => source.brandId === brandId);
  }
}

function keyOf({ brandId, source }: SourceKey): string {
  return `${brandId}/${source}`;
}

function configure({ id: brandId }: Brand, source: BrandSource): ConfiguredSource {
  const { id, plugin, secrets, settings } = source;
  const where = `brand ${brandId}: source ${id}`;
  const found = findPlugin(source);
  if (found === undefined)
    throw new ConfigError(`${where}: no ${source.kind} plug-in '${plugin}' takes webhooks`);
  const { webhook, interpret } = found;
  const needed = found.credentials.safeParse({ ...settings, webhookSecrets: secrets });
  if (!needed.success) throw new ConfigError(`${where}: ${describe(needed.error)}`);
  const ours = ourSettings.safeParse(settings);
  if (!ours.success) throw new ConfigError(`${where}: settings.${describe(ours.error)}`);
  const { expectEveryMinutes } = ours.data;
  const { webhookSecrets } = needed.data;
  return { brandId, source: id, plugin, webhook, interpret, secrets: webhookSecrets, expectEveryMinutes };
}

/** Undefined when there is none of that kind, or when it is only polled. */
function findPlugin({ kind, plugin }: BrandSource) {
  if (kind === 'carrier') {
    const found = findCarrierPlugin(plugin);
    return found?.webhook && { ...found, webhook: found.webhook, interpret: interpretReports(found.read) };
  }
  const found = findStorefrontPlugin(plugin);
  return found?.webhook && { ...found, webhook: found.webhook, interpret: interpretOrders(found.read) };
}

function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not as it should be'}`;
}
