export type { Mood } from './catalogue.js';
export { renderAnswer, type RenderedAnswer, type RenderedParcel } from './render-answer.js';
export { renderMessage, type MessageContent, type MessageOccasion } from './render-message.js';
export type { Reader } from './reader.js';
export { renderUnsubscribePage, type UnsubscribePage } from './render-unsubscribe-page.js';
