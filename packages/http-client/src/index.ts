export { type ApiAnswer, type ApiAuth, type ApiRequest, basicAuth, type RateLimit } from './api-request.js';
export { apiSettings } from './api-settings.js';
export { type ApiFailure, type ApiFailureCode, type Classify, classifyAnswer } from './api-failure.js';
export { ApiSession, type Called, type SessionOptions } from './api-session.js';
export { converse, type Conversation, type Conversed } from './converse.js';
