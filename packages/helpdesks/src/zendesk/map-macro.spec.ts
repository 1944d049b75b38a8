import { describe, expect, it } from '@jest/globals';
import { mapMacro } from './map-macro.js';

const macro = { id: '25', title: 'Close', active: true, updated_at: '2026-11-01T00:00:00.000Z' };

describe('a macro', () => {
  it('is read with what it does, and names what we do not carry out', () => {
    const actions = [
      { field: 'comment_value', value: ['channel:all', 'Hello <{{ticket.requester.name}}>\n\nBye'] },
      { field: 'comment_mode_is_public', value: 'false' },
      { field: 'status', value: 'solved' },
      { field: 'priority', value: 'high' },
      { field: 'current_tags', value: 'one two' },
      { field: 'remove_tags', value: 'three' },
      { field: 'custom_fields_27642', value: '745' },
      { field: 'assignee_id', value: 'current_user' },
      { field: 'group_id', value: '98738' },
      { field: 'custom_status_id', value: '12' },
      { field: 'set_tags', value: 'x' },
    ];
    expect(mapMacro({ ...macro, actions })).toEqual({
      id: '25',
      title: 'Close',
      updatedAt: '2026-11-01T00:00:00.000Z',
      effect: {
        comment: { html: '<p>Hello &lt;{{ticket.requester.name}}&gt;</p><p>Bye</p>', isPublic: false },
        status: 'solved',
        priority: 'high',
        addTags: ['one', 'two'],
        removeTags: ['three'],
        fields: { '27642': '745' },
        assigneeId: 'current_user',
        groupId: '98738',
      },
      otherActions: ['custom_status_id', 'set_tags'],
    });
  });

  it.each([
    { field: 'status', value: 'closed' },
    { field: 'priority', value: 'soon' },
    { field: 'group_id', value: 'current_groups' },
    { field: 'assignee_id', value: { odd: true } },
  ])('whose action cannot be carried out says so: %j', (action) => {
    expect(mapMacro({ ...macro, actions: [action] })).toMatchObject({
      effect: {},
      otherActions: [action.field],
    });
  });
});
