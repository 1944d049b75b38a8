const SCRIPT = `
const GUID = 'guid-1';
const { app: APP, colourScheme } = document.body.dataset;
const frame = document.querySelector('iframe');
const host = { ticketId: 35436, composer: 'publicReply', isSilent: false, invoked: [], refused: [], requests: [] };
window.host = host;
const say = (message) => frame.contentWindow.postMessage(JSON.stringify(message), APP);
host.fire = (key, message) => say({ key: 'zaf.' + key, message });
const paths = {
  'ticket.id': () => host.ticketId,
  'comment.type': () => host.composer,
  currentUser: () => ({ id: 700, locale: 'en-GB', name: 'Agnes Agent' }),
};
const actions = {
  resize: ({ height }) => { frame.style.height = height; },
  'ticket.comment.appendHtml': () => undefined,
  'ticket.comment.appendText': () => undefined,
};
function reply(params, read) {
  const result = { errors: {} };
  for (const [path, value] of params) {
    try { result[path] = read(path, value); }
    catch (error) { result.errors[path] = { name: error.name, message: error.message, path }; }
  }
  return result;
}
function invoke(action, parameters) {
  if (!(action in actions)) throw new Error('Could not find handler for ' + action);
  if (host.refused.includes(action)) throw new Error('not in this editor');
  host.invoked.push([action, ...parameters]);
  return actions[action](...parameters);
}
const perform = {
  get: (params) => reply(params.map((path) => [path]), (path) => paths[path]()),
  invoke: (params) => reply(Object.entries(params), invoke),
};
async function onKey({ key, message }) {
  if (key === 'iframe.handshake') {
    host.fire('app.registered', {
      metadata: { appId: 1, installationId: 2, settings: { backend_url: 'https://tidings.example', order_field_id: '' } },
      context: { product: 'support', account: { subdomain: 'acme' }, location: 'ticket_sidebar', instanceGuid: GUID },
    });
    return;
  }
  if (!/^request:\\d+$/.test(key)) return;
  host.requests.push(message);
  const { status, body } = await window.answerRequest(message);
  if (status === 200) host.fire(key + '.done', { responseArgs: [body, 'success', { status }] });
  else host.fire(key + '.fail', { responseArgs: [{ status, responseText: JSON.stringify(body), responseJSON: body }] });
}
window.addEventListener('message', ({ data, source, origin }) => {
  if (source !== frame.contentWindow || origin !== APP || host.isSilent) return;
  const message = typeof data === 'string' ? JSON.parse(data) : data;
  if (message.id) say({ id: message.id, result: perform[message.request](message.params) });
  else if (message.key) onKey(message);
});
frame.src = APP + '/assets/index.html?origin=' + encodeURIComponent(location.origin) +
  '&app_guid=' + GUID + '&colorScheme=' + colourScheme;
`;

/**
 * The smallest page that speaks the host's side of Zendesk's app framework: it registers the app, answers get, set, invoke and
 * request as Zendesk does, and notes what it was asked. What a request gets is up to the spec, by `answerRequest`.
 */
export function hostPage(appOrigin: string, colourScheme: string): string {
  return `<!doctype html>
<html lang="en"><head><title>Host</title></head>
<body data-app="${appOrigin}" data-colour-scheme="${colourScheme}" style="margin:0;background:${colourScheme === 'dark' ? '#151a1e' : '#fff'}">
<iframe title="Tidings" style="display:block;border:0;width:100%;height:200px"></iframe>
<script>${SCRIPT}</script></body></html>`;
}
