export * from './request.js';
export * from './hmac.js';
export * from './timestamped.js';
