export { type PortalConfig, readPortalConfig } from './config.js';
export { createPortal, type PortalParts } from './create-portal.js';
