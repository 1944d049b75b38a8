import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCarrierPlugin, PEOPLE } from '@tidings/carriers';
import {
  type CompiledPolicy,
  compilePolicy,
  firstPolicy,
  readPolicy,
  type SourceRanks,
  SOURCE_RANKS,
} from '@tidings/domain';
import {
  type Brand,
  type Brands,
  type BrandSource,
  carrierCalendar,
  ConfigError,
  warehouseCalendar,
} from '@tidings/platform';
import { parse } from 'yaml';
import { type BrandRules, BrandRulesSource, UnknownBrandError } from '../../ports/brand-rules.js';

/** The rules of the brands that this deployment is configured for, compiled once at the start. */
export class ConfiguredBrandRules extends BrandRulesSource {
  readonly #byBrand: ReadonlyMap<string, BrandRules>;

  constructor(rules: readonly BrandRules[]) {
    super();
    this.#byBrand = new Map(rules.map((each) => [each.brandId, each]));
  }

  /** @throws ConfigError naming brand, rule and field of a policy that cannot be used */
  static async load(brands: Brands, folder: string): Promise<ConfiguredBrandRules> {
    return new ConfiguredBrandRules(
      await Promise.all(brands.all.map(async (brand) => toRules(brand, await loadPolicy(brand, folder)))),
    );
  }

  override rulesOf(brandId: string): BrandRules {
    const rules = this.#byBrand.get(brandId);
    if (rules === undefined) throw new UnknownBrandError(brandId);
    return rules;
  }
}

async function loadPolicy({ id, policyFile }: Brand, folder: string): Promise<CompiledPolicy> {
  if (policyFile === undefined) return firstPolicy();
  try {
    return compilePolicy(readPolicy(parse(await readFile(join(folder, id, policyFile), 'utf8'))));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`brand ${id}: ${policyFile}: ${why}`, { cause });
  }
}

function toRules(brand: Brand, policy: CompiledPolicy): BrandRules {
  return {
    brandId: brand.id,
    policy,
    warehouse: warehouseCalendar(brand),
    handlingBusinessHours: brand.warehouse.handlingBusinessHours ?? null,
    carrierDays: carrierCalendar(brand),
    sourceRanks: toRanks(brand.sources),
    cartMails: brand.cartMails,
    speaksFrom: brand.speaksFrom,
  };
}

/** What a source is decides; the brand's own `rank` tips the balance between two of a kind and beyond. */
function toRanks(sources: readonly BrandSource[]): SourceRanks {
  const ranks = sources.map(({ id, kind, plugin, rank }): [string, number] => {
    const reports = kind === 'storefront' ? undefined : findCarrierPlugin(plugin)?.kind;
    return [id, SOURCE_RANKS[reports ?? 'shop'] - rank / RANK_STEPS];
  });
  return new Map([...ranks, [PEOPLE, SOURCE_RANKS.person]]);
}

/** Ranks of a brand are small whole numbers; a hundred of them outweigh what a source is. */
const RANK_STEPS = 100;
