export type { Mood } from './catalogue.js';
export { renderAnswer, type RenderedAnswer, type RenderedParcel } from './render-answer.js';
export { renderMessage, type MessageContent, type MessageOccasion } from './render-message.js';
export { renderNoticePage, type NoticePage } from './render-notice-page.js';
export type { ExpectedPart, OrderPage, ParcelSection, StagePart } from './order-page.js';
export { renderOrderPage, type OrderPageOccasion } from './render-order-page.js';
export type { Reader } from './reader.js';
export { renderUnsubscribePage, type UnsubscribePage } from './render-unsubscribe-page.js';
