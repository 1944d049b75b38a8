// Written by `npm run generate` from the folders beside it.
import { seventeenTrack } from './17track/index.js';
import { aftership } from './aftership/index.js';
import { dhl } from './dhl/index.js';
import { dhlEcommerce } from './dhl-ecommerce/index.js';
import { dhlExpress } from './dhl-express/index.js';
import { dhlParcelDe } from './dhl-parcel-de/index.js';
import { easypost } from './easypost/index.js';
import { fedex } from './fedex/index.js';
import { generic } from './generic/index.js';
import { person } from './person/index.js';
import { shipengine } from './shipengine/index.js';
import { shippo } from './shippo/index.js';
import { ups } from './ups/index.js';
import { usps } from './usps/index.js';
import type { CarrierPlugin } from './port.js';

export const carrierPlugins: readonly CarrierPlugin[] = [
  seventeenTrack,
  aftership,
  dhl,
  dhlEcommerce,
  dhlExpress,
  dhlParcelDe,
  easypost,
  fedex,
  generic,
  person,
  shipengine,
  shippo,
  ups,
  usps,
];
