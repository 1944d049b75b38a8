import { carrierPlugins } from './plugins.js';
import type { CarrierPlugin } from './port.js';

export { carrierPlugins };

export function findCarrierPlugin(id: string): CarrierPlugin | undefined {
  return carrierPlugins.find((plugin) => plugin.id === id);
}
