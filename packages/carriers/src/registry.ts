import { seventeenTrack } from './17track/index.js';
import { aftership } from './aftership/index.js';
import { easypost } from './easypost/index.js';
import { generic } from './generic/index.js';
import { shipengine } from './shipengine/index.js';
import { shippo } from './shippo/index.js';
import type { CarrierPlugin } from './port.js';

/** Every source there is. A new one is its folder and its line here. */
export const carrierPlugins: readonly CarrierPlugin[] = [
  aftership,
  easypost,
  shipengine,
  shippo,
  seventeenTrack,
  generic,
];

export function findCarrierPlugin(id: string): CarrierPlugin | undefined {
  return carrierPlugins.find((plugin) => plugin.id === id);
}
