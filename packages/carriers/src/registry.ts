import { easypost } from './easypost/index.js';
import { generic } from './generic/index.js';
import { shippo } from './shippo/index.js';
import type { CarrierPlugin } from './port.js';

/** Every source there is. A new one is its folder and its line here. */
export const carrierPlugins: readonly CarrierPlugin[] = [easypost, shippo, generic];

export function findCarrierPlugin(id: string): CarrierPlugin | undefined {
  return carrierPlugins.find((plugin) => plugin.id === id);
}
