export { findMacro } from './find-macro.js';
export { HelpdeskError, type HelpdeskFailure } from './helpdesk-error.js';
export { MemoryHelpdesk, type NewTicket } from './memory/memory-helpdesk.js';
export type * from './port.js';
export { findHelpdeskPlugin, helpdeskPlugins } from './registry.js';
export * from './ticket.js';
