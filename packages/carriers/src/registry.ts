import { seventeenTrack } from './17track/index.js';
import { aftership } from './aftership/index.js';
import { dhl } from './dhl/index.js';
import { dhlEcommerce } from './dhl-ecommerce/index.js';
import { dhlExpress } from './dhl-express/index.js';
import { dhlParcelDe } from './dhl-parcel-de/index.js';
import { easypost } from './easypost/index.js';
import { fedex } from './fedex/index.js';
import { generic } from './generic/index.js';
import { shipengine } from './shipengine/index.js';
import { shippo } from './shippo/index.js';
import { ups } from './ups/index.js';
import { usps } from './usps/index.js';
import type { CarrierPlugin } from './port.js';

/** Every source there is. A new one is its folder and its line here. */
export const carrierPlugins: readonly CarrierPlugin[] = [
  aftership,
  easypost,
  shipengine,
  shippo,
  seventeenTrack,
  dhl,
  dhlEcommerce,
  dhlExpress,
  dhlParcelDe,
  fedex,
  ups,
  usps,
  generic,
];

export function findCarrierPlugin(id: string): CarrierPlugin | undefined {
  return carrierPlugins.find((plugin) => plugin.id === id);
}
