import {
  type CarrierPlugin,
  type CarrierWebhook,
  findCarrierPlugin,
  type OpenClient,
  type SourceKind,
} from '@tidings/carriers';
import { type Brand, type Brands, type BrandSource, ConfigError } from '@tidings/platform';
import { findStorefrontPlugin, type OpenStorefront, type StorefrontWebhook } from '@tidings/storefronts';
import { z } from 'zod';
import type { NamedSource } from '../../core/describe-sources.js';
import { interpretOrders } from '../../core/interpret-orders.js';
import { interpretReports } from '../../core/interpret-reports.js';
import type { Interpret } from '../../core/interpret.js';
import { type SourceKey, sourceKeyText } from '../../ports/source-figures-store.js';

/** A brand's source, with what its plug-in can do. */
export interface ConfiguredSource extends SourceKey {
  readonly plugin: string;
  /** Absent where the source delivers nothing by itself. */
  readonly webhook:
    (Pick<CarrierWebhook, 'verify'> & Partial<Pick<StorefrontWebhook, 'topicOf' | 'isGreeting'>>) | undefined;
  readonly interpret: Interpret;
  readonly secrets: readonly string[];
  /** Without any delivery for this long the source counts as blind; learned where it is not given. */
  readonly expectEveryMinutes: number | undefined;
  /** Of a source that reports on parcels. */
  readonly carrier: CarrierRole | undefined;
  /** Of a shop that may be asked. */
  readonly shop: ShopRole | undefined;
}

interface CarrierRole {
  readonly kind: SourceKind;
  readonly read: CarrierPlugin['read'];
  /** Where the brand gave credentials to ask it with. */
  readonly client: OpenClient | undefined;
}

interface ShopRole {
  readonly storefront: OpenStorefront;
  /** Takes what is told as all that there is. */
  readonly interpretWhole: Interpret;
  readonly publishesLinks: boolean;
}

/** `client` is read by the plug-in. */
const ourSettings = z.object({
  expectEveryMinutes: z.number().positive().optional(),
  client: z.unknown().optional(),
  /** Of a shop: whether its orders lead to our page of them. Switched off, what was written is taken back. */
  trackingLinks: z.boolean().default(false),
});

/** Every source of every brand, checked once at the start; also its injection token. */
export class ConfiguredSources {
  readonly #sources: ReadonlyMap<string, ConfiguredSource>;

  /** @throws ConfigError naming the brand, the source and what is wrong, never a secret */
  constructor(brands: Brands) {
    const all = brands.all.flatMap((brand) => brand.sources.map((source) => configure(brand, source)));
    this.#sources = new Map(all.map((source) => [sourceKeyText(source), source]));
  }

  get all(): readonly ConfiguredSource[] {
    return [...this.#sources.values()];
  }

  find(key: SourceKey): ConfiguredSource | undefined {
    return this.#sources.get(sourceKeyText(key));
  }

  /** Those of a brand, or of all, as they are described. */
  named(brandId?: string): readonly NamedSource[] {
    const own = brandId === undefined ? this.all : this.ofBrand(brandId);
    return own.map(({ brandId: brand, source, plugin, carrier, shop }) => ({
      brandId: brand,
      source,
      plugin,
      client: carrier?.client ?? (shop && { limits: shop.storefront.limits }),
    }));
  }

  ofBrand(brandId: string): readonly ConfiguredSource[] {
    return this.all.filter((source) => source.brandId === brandId);
  }
}

function configure({ id: brandId }: Brand, source: BrandSource): ConfiguredSource {
  const { id, plugin, secrets, settings } = source;
  const where = `brand ${brandId}: source ${id}`;
  const ours = ourSettings.safeParse(settings);
  if (!ours.success) throw new ConfigError(`${where}: settings.${describe(ours.error)}`);
  const { expectEveryMinutes } = ours.data;
  const found = openPlugin(source, ours.data, where);
  if (found === undefined) throw new ConfigError(`${where}: no ${source.kind} plug-in '${plugin}'`);
  const { credentials, ...roles } = found;
  const needed = credentials.safeParse({ ...settings, webhookSecrets: secrets });
  if (!needed.success) throw new ConfigError(`${where}: ${describe(needed.error)}`);
  const { webhookSecrets } = needed.data;
  const webhook = webhookSecrets.length > 0 ? roles.webhook : undefined;
  if (webhook === undefined && roles.carrier?.client === undefined && roles.shop === undefined)
    throw new ConfigError(`${where}: it neither delivers (secrets) nor can be asked (settings.client)`);
  return { ...roles, brandId, source: id, plugin, webhook, secrets: webhookSecrets, expectEveryMinutes };
}

/** Undefined when there is none of that kind. */
function openPlugin({ kind, plugin }: BrandSource, ours: z.infer<typeof ourSettings>, where: string) {
  const settings = ours.client;
  if (kind === 'carrier') {
    const found = findCarrierPlugin(plugin);
    if (found === undefined) return undefined;
    const { read, credentials, webhook } = found;
    const client = openClient(found.client, settings, where);
    const carrier: CarrierRole = { kind: found.kind, read, client };
    return { credentials, webhook, interpret: interpretReports(read), carrier, shop: undefined };
  }
  const found = findStorefrontPlugin(plugin);
  if (found === undefined) return undefined;
  const { read, credentials, webhook } = found;
  const storefront = openClient(found.client, settings, where);
  const publishesLinks = ours.trackingLinks;
  if (publishesLinks && storefront?.trackingLinks === undefined)
    throw new ConfigError(`${where}: settings.trackingLinks: this shop shows none, or cannot be asked`);
  const interpretWhole = interpretOrders(read);
  const interpret = storefront === undefined ? interpretWhole : interpretOrders(read, { canReread: true });
  const shop = storefront && { storefront, interpretWhole, publishesLinks };
  return { credentials, webhook, interpret, carrier: undefined, shop };
}

function openClient<Open>(
  client: { readonly open: (settings: unknown) => Open } | undefined,
  settings: unknown,
  where: string,
): Open | undefined {
  if (settings === undefined) return undefined;
  if (client === undefined) throw new ConfigError(`${where}: settings.client: this plug-in cannot be asked`);
  try {
    return client.open(settings);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ConfigError(`${where}: settings.client.${describe(error)}`);
  }
}

function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not as it should be'}`;
}
