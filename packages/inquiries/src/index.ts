export type { CleanedText } from './cleaning/clean-text.js';
export type { Aspect, CounterIntent } from './packs/pack.js';
export {
  type AbstainedBecause,
  type Inquiry,
  type InquiryText,
  type IntentLabel,
  type IntentVerdict,
  readInquiry,
} from './read-inquiry.js';
