/**
 * What the app may read, write and do: Zendesk docs, Apps framework, Ticket sidebar and All locations.
 * @param facts as the server put them into the page
 * @param scheme gives `light` or `dark`
 */
export function appFacets({ facts, composer, frame, scheme }) {
  const live = {
    colorScheme: scheme,
    'comment.text': () => composer.html,
    'comment.type': () => composer.mode,
  };
  return {
    read: (path) => {
      const value = live[path] === undefined ? find(facts, path) : live[path]();
      if (value === undefined) throw new Error(`Could not find handler for: "${path}"`);
      return value;
    },
    write: (path, value) => {
      if (path === 'comment.text') composer.html = value;
      else if (path === 'comment.type') composer.mode = value;
      else throw new Error(`Could not find handler for: "${path}"`);
    },
    actions: actionsOf(composer, frame),
  };
}

function find(facts, path) {
  const field = /^ticket\.customField:(custom_field_\d+)$/.exec(path)?.[1];
  const steps = field === undefined ? path.split('.') : ['ticket', 'customFields', field];
  return steps.reduce((at, step) => (at != null && Object.hasOwn(at, step) ? at[step] : undefined), facts);
}

function actionsOf(composer, frame) {
  const html = (text) => composer.appendHtml(text);
  const plain = (text) => composer.appendText(text);
  return {
    resize: ({ height }) => {
      frame.style.height = height;
    },
    notify: (message) => composer.tell(message.replace(/<[^>]*>/g, '')),
    routeTo: (kind, id) => {
      if (kind === 'ticket') window.location.assign(`/agent/tickets/${Number(id)}`);
    },
    macro: (id) => composer.applyMacro(id),
    'ticket.editor.insert': html,
    'comment.appendHtml': html,
    'comment.appendText': plain,
    'comment.appendMarkdown': plain,
    'ticket.comment.appendHtml': html,
    'ticket.comment.appendText': plain,
    'ticket.comment.appendMarkdown': plain,
  };
}
