import { findCarrierPlugin } from '@tidings/carriers';
import { findStorefrontPlugin } from '@tidings/storefronts';
import { interpretOrders } from '../../core/interpret-orders.js';
import { interpretReports } from '../../core/interpret-reports.js';

/** The plug-ins of our own formats, whose senders are told what is wrong instead of being put into quarantine. */
export const OUR_PLUGIN = 'generic';

export const interpretOwnEvents = interpretReports(required(findCarrierPlugin(OUR_PLUGIN)).read);
export const interpretStatements = interpretReports(required(findCarrierPlugin('person')).read);
export const interpretOwnOrders = interpretOrders(required(findStorefrontPlugin(OUR_PLUGIN)).read);

function required<Plugin>(plugin: Plugin | undefined): Plugin {
  if (plugin === undefined) throw new Error(`the plug-in '${OUR_PLUGIN}' is gone`);
  return plugin;
}
