import type { OpenStorefront } from '@tidings/storefronts';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { Interpret } from '../interpret.js';

/** A brand's shop whose API may be asked. */
export interface KeptShop extends SourceKey {
  readonly storefront: OpenStorefront;
  /** Reads a webhook's body or an API's answer, and asks for nothing more. */
  readonly interpret: Interpret;
  /** Where the shop is to deliver, and what it signs with; null where it delivers nothing, or we know no address of ours. */
  readonly hook: { readonly address: string; readonly secret: string } | null;
  /** Whether orders are to lead to their page; what was written is taken back where they are not. */
  readonly publishesLinks: boolean;
}

/** The shops of all brands that can be asked. */
export interface KeptShops {
  readonly all: readonly KeptShop[];
  readonly find: (key: SourceKey) => KeptShop | undefined;
}
