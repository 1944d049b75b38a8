export { type CleanedText, cleanText } from './cleaning/clean-text.js';
export type { Aspect, CounterIntent } from './packs/pack.js';
export {
  type AbstainedBecause,
  type Inquiry,
  type InquiryText,
  type IntentLabel,
  type IntentVerdict,
  readInquiry,
} from './read-inquiry.js';
export { textOfHtml } from './cleaning/html-to-text.js';
export { findNumbers, type FoundNumbers } from './numbers/find-numbers.js';
