import { describe, expect, it } from '@jest/globals';
import { signReply } from './sign-reply.js';

const reply = (text: string) => ({ html: `<p>${text}</p>`, text, macro: 'Tidings::On its way' });

describe('signReply', () => {
  it.each([
    ['{{current_user.name}}', 'Robin van Vale'],
    ['{{ current_user.first_name }}', 'Robin'],
    ['{{current_user.last_name}}', 'van Vale'],
    ['{{current_user.email}}', 'robin@acme.example'],
  ])('writes what Zendesk will for %s', (placeholder, written) => {
    const agent = { name: 'Robin van Vale', email: 'robin@acme.example' };
    expect(signReply(reply(`Regards, ${placeholder}`), agent)).toEqual(reply(`Regards, ${written}`));
  });

  it('takes a name for text', () => {
    const { html, text } = signReply(reply('{{current_user.name}}'), { name: '<b>Robin</b>', email: '' });
    expect([html, text]).toEqual(['<p>&lt;b&gt;Robin&lt;/b&gt;</p>', '<b>Robin</b>']);
  });

  it.each(['{{current_user.phone}}', '{{ticket.requester.name}}', '{{current_user.email}}'])(
    'leaves %s to Zendesk where nobody said what it is',
    (placeholder) => {
      expect(signReply(reply(placeholder), { name: '', email: '' })).toEqual(reply(placeholder));
    },
  );
});
