import type { HelpdeskPlugin } from './port.js';
import { zendesk } from './zendesk/index.js';

/** Every kind of helpdesk there is. A new one is its folder and its line here. */
export const helpdeskPlugins: readonly HelpdeskPlugin[] = [zendesk];

export function findHelpdeskPlugin(id: string): HelpdeskPlugin | undefined {
  return helpdeskPlugins.find((plugin) => plugin.id === id);
}
