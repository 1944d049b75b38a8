import {
  ATTRIBUTION_END,
  ATTRIBUTION_START,
  CLOSING,
  DEVICE_SIGNATURE,
  DISCLAIMER,
  FORM_FIELD,
  FORM_MESSAGE,
  FORWARDED,
  HEADER_FROM,
  HEADER_OTHER,
  REPLY_ABOVE,
} from './mail-marks.js';

/** Attributions are wrapped by mail programs. */
const MOST_ATTRIBUTION_LINES = 3;
const MOST_ATTRIBUTION_LENGTH = 300;
const HEADER_WITHIN_LINES = 5;
/** A name, a title, a company, a phone number, an address. */
const MOST_SIGNATURE_LINES = 8;

const isQuoted = (line: string): boolean => /^\s*>/.test(line);

/** How many lines an attribution takes that begins at `at`: `On Monday Jo wrote:`; 0 where none does. */
function attributionLength(lines: readonly string[], at: number): number {
  if (!ATTRIBUTION_START.test(lines[at] ?? '')) return 0;
  for (let count = 1; count <= MOST_ATTRIBUTION_LINES; count += 1) {
    const taken = lines.slice(at, at + count);
    if (taken.some((line) => line.trim() === '')) return 0;
    const text = taken.join(' ').trim();
    if (text.length > MOST_ATTRIBUTION_LENGTH) return 0;
    if (ATTRIBUTION_END.test(text)) return count;
  }
  return 0;
}

/** `From: ...` and, soon after, `Sent:` or `Subject:`: a mail's head, pasted or forwarded. */
function isHeader(lines: readonly string[], at: number): boolean {
  return (
    HEADER_FROM.test(lines[at] ?? '') &&
    lines.slice(at + 1, at + 1 + HEADER_WITHIN_LINES).some((line) => HEADER_OTHER.test(line))
  );
}

/** Below it there is nothing of the sender's. */
function isEnd(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (REPLY_ABOVE.test(line) || FORWARDED.test(line) || isHeader(lines, at)) return true;
  if (DISCLAIMER.test(line) || /^-- ?$/.test(line)) return true;
  return (
    CLOSING.test(line) &&
    lines.slice(at + 1).filter((each) => each.trim() !== '').length <= MOST_SIGNATURE_LINES
  );
}

/** Answers below a quotation are the sender's own, where every quoted line is marked as such. */
function isQuotationMarked(lines: readonly string[], from: number): boolean {
  return isQuoted(lines.slice(from).find((line) => line.trim() !== '') ?? '');
}

/** Parts what the sender wrote from what they quoted, forwarded and signed with. */
export function partMessage(text: string): { readonly own: string } {
  const lines = text.split('\n');
  const own: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isQuoted(line) || DEVICE_SIGNATURE.test(line)) continue;
    const attribution = attributionLength(lines, at);
    if (attribution > 0 && !isQuotationMarked(lines, at + attribution)) break;
    if (attribution > 0) at += attribution - 1;
    else if (isEnd(lines, at)) break;
    else own.push(line);
  }
  return { own: own.join('\n') };
}

/** What a contact form asked for beside the message: it is not what the sender wants. */
export function dropFormLabels(text: string): string {
  const lines = text.split('\n');
  const isForm = lines.filter((line) => FORM_FIELD.test(line) || FORM_MESSAGE.test(line)).length > 1;
  if (!isForm) return text;
  return lines
    .filter((line) => !FORM_FIELD.test(line))
    .map((line) => line.replace(FORM_MESSAGE, ''))
    .join('\n');
}
