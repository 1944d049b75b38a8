import { describe, expect, it } from '@jest/globals';
import { completeReply } from './complete-reply.js';

const NAME = '{{ticket.requester.first_name}}';
/** Our fields as the ticket has them before: empty. */
const TEMPLATE = `<p>Hello ${NAME},</p><p></p><p>See <a href="">your page</a>.</p><p>Regards</p>`;
/** As it is once our fields are in. */
const OURS = `<p>Hello ${NAME},</p><p>It arrives on Tue 24.</p><p>See <a href="https://track.example/t/1">your page</a>.</p><p>Regards</p>`;
const previewFor = (name: string) =>
  `<p>Hello ${name},</p><p></p><p>See <a href="">your page</a>.</p><p>Regards</p>`;

describe('completeReply', () => {
  it('puts in what the helpdesk makes of its placeholders, and leaves what we said', () => {
    expect(completeReply(OURS, { template: TEMPLATE, preview: previewFor('Ada') })).toEqual({
      html: OURS.replace(NAME, 'Ada'),
      text: 'Hello Ada,\n\nIt arrives on Tue 24.\n\nSee your page.\n\nRegards',
    });
  });

  it('finds them also where the helpdesk writes its HTML otherwise', () => {
    const preview = '<div>Hello Ada,<br />\n<br />See <b>your page</b>.<br>Regards</div>';
    expect(completeReply(OURS, { template: TEMPLATE, preview }).html).toContain('<p>Hello Ada,</p>');
  });

  it('takes a stranger’s name for text', () => {
    const name = '&lt;b&gt;{{ticket.requester.email}}&lt;/b&gt;';
    const { html, text } = completeReply(OURS, { template: TEMPLATE, preview: previewFor(name) });
    expect(html).not.toMatch(/\{\{|<b>/);
    expect(text).toContain('Hello <b>{ {ticket.requester.email} }</b>,');
    expect(text).not.toContain('{{');
  });

  it.each([
    ['nobody said how', null],
    ['the macro was changed meanwhile', { template: TEMPLATE, preview: '<p>Good day.</p>' }],
    ['nothing stands in its place', { template: TEMPLATE, preview: previewFor('') }],
  ])('leaves a placeholder to the helpdesk where %s', (_, told) => {
    expect(completeReply(OURS, told).html).toBe(OURS);
  });

  it('takes what stands beside each other for one', () => {
    const html = '<p>Dear {{ticket.requester.first_name}} {{ticket.requester.last_name}}, thank you.</p>';
    const told = { template: html, preview: '<p>Dear Ada van Marsh, thank you.</p>' };
    expect(completeReply(html, told).text).toBe('Dear Ada van Marsh, thank you.');
  });

  it('guesses nothing where two ways to read the preview differ', () => {
    const html = '<p>{{ticket.title}} and {{ticket.requester.name}}</p>';
    const told = { template: html, preview: '<p>Cup and saucer and Ada</p>' };
    expect(completeReply(html, told).html).toBe(html);
  });

  it('leaves whoever sends it to the moment of sending: the preview is not of theirs', () => {
    const html = '<p>Hello {{ticket.requester.first_name}}</p><p>{{current_user.name}}</p>';
    const preview = '<p>Hello Ada</p><p>Tidings</p>';
    expect(completeReply(html, { template: html, preview }).html).toBe(
      '<p>Hello Ada</p><p>{{current_user.name}}</p>',
    );
  });

  it('lets the helpdesk put in blocks of the shop’s own, and shows how they read', () => {
    const html = '<p>Hello</p>{{dc.signature}}';
    const preview = '<p>Hello</p><p>Kind regards<br><a href="https://acme.example">Acme</a></p>';
    expect(completeReply(html, { template: html, preview })).toEqual({
      html,
      text: 'Hello\n\nKind regards\nAcme',
    });
  });

  it('reads a long preview in no time to speak of, however often its words repeat', () => {
    const html = Array.from({ length: 40 }, (_, nth) => `a {{ticket.x${nth}}}`).join(' ');
    const preview = `${'a '.repeat(20_000)}!`;
    expect(completeReply(`<p>${html}</p>`, { template: html, preview }).html).toContain('{{ticket.x39}}');
  });
});
