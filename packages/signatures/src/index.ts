export * from './request.js';
export * from './hmac.js';
export * from './timestamped.js';
export * from './body-digest.js';
