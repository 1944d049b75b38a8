import { describe, expect, it } from '@jest/globals';
import { cleanText } from './clean-text.js';

const QUESTION = 'Where is my order?';
const own = (body: string): string => cleanText({ body }).own;

/** Quoted below, each says what the customer did not. */
const ATTRIBUTIONS = [
  'On Mon, 3 Nov 2026 at 10:00, Northwind <help@shop.example> wrote:',
  'On Mon, 3 Nov 2026 at 10:00, Northwind Outfitters Customer Service\n<help@shop.example> wrote:',
  'Am Mo., 3. Nov. 2026 um 10:00 Uhr schrieb Lumen <hello@shop.example>:',
  'Le lun. 3 nov. 2026 à 10:00, Boutique <a@shop.example> a écrit :',
  'El lun, 3 nov 2026 a las 10:00, Tienda (<a@shop.example>) escribió:',
  'Il giorno lun 3 nov 2026 alle ore 10:00 Negozio <a@shop.example> ha scritto:',
  'Op ma 3 nov. 2026 om 10:00 schreef Winkel <a@shop.example>:',
  'Em seg., 3 de nov. de 2026 às 10:00, Loja <a@shop.example> escreveu:',
  '-----Original Message-----',
  '----- Ursprüngliche Nachricht -----',
  '---------- Forwarded message ---------',
  'Begin forwarded message:',
  '-------- Message transféré --------',
  '---------- Doorgestuurd bericht ---------',
  '##- Please type your reply above this line -##',
  'From: Shop <a@shop.example>\nSent: Monday\nTo: Jo\nSubject: Your parcel',
  'Von: Lumen <a@shop.example>\nGesendet: Montag\nAn: Jo\nBetreff: Ihr Paket',
  'De : Boutique <a@shop.example>\nEnvoyé : lundi\nÀ : Jo\nObjet : Votre colis',
  'Da: Negozio <a@shop.example>\nInviato: lunedì\nA: Jo\nOggetto: Il pacco',
  'Van: Winkel <a@shop.example>\nVerzonden: maandag\nAan: Jo\nOnderwerp: Uw pakket',
  'De: Loja <a@shop.example>\nEnviada: segunda-feira\nPara: Jo\nAssunto: A encomenda',
];

describe('cleanText', () => {
  it.each(ATTRIBUTIONS)('drops what stands below %j', (attribution) => {
    const body = `${QUESTION}\n\n${attribution}\n\nOrder 1001: refund, cancel, return\n`;
    expect(own(body)).toBe(QUESTION);
    expect(cleanText({ body }).whole).toContain('1001');
  });

  it('keeps an answer below a quotation that is marked', () => {
    const body =
      'On Monday, Shop <a@shop.example> wrote:\n> Your order has shipped.\n\nIt is not here. Where is it?';
    expect(own(body)).toBe('It is not here. Where is it?');
  });

  it.each([
    ['-- \nJo\nRefund Partners Ltd', 'a signature'],
    ['Best regards,\nJo\nReturns Manager', 'a closing'],
    ['Mit freundlichen Grüßen\nJo', 'a German closing'],
    ['Sent from my iPhone', 'a telephone'],
    ['Gesendet von meinem iPhone', 'a German telephone'],
    ['Envoyé de mon iPhone', 'a French telephone'],
    ['This email and any attachments are confidential. Return it.', 'a disclaimer'],
  ])('drops %j: %s', (end) => {
    expect(own(`${QUESTION}\n\n${end}`)).toBe(QUESTION);
  });

  it('does not take words for an attribution because they begin like one', () => {
    const text = 'On Monday I ordered a lamp.\n\nLe colis est perdu ?\n\nA friend wrote: nothing.';
    expect(own(text)).toBe(text);
  });

  it('keeps of a form what was written', () => {
    const form = `Name: Jo\nEmail: jo@example.org\nOrder number: 1001\nTopic: Refunds\nMessage: ${QUESTION}`;
    expect(own(form)).toBe(QUESTION);
    expect(cleanText({ body: form }).whole).toContain('1001');
  });

  it('reads HTML without what it quotes', () => {
    const html = `<div dir="ltr">${QUESTION}</div><div class="gmail_quote"><blockquote>Order 1001: we refund</blockquote></div>`;
    expect(own(html)).toBe(QUESTION);
    expect(cleanText({ body: html }).whole).toContain('1001');
  });

  it('does not take an address in angle brackets for HTML', () => {
    expect(own('Write to <a@b.example>. Where is it?')).toContain('Where is it?');
  });
});
