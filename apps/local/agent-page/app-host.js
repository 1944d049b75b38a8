/**
 * The host's side of Zendesk's app framework, version 2, over postMessage: what an app sees that was opened in a frame of
 * another origin. Its messages are texts or objects; they count only from that frame and that origin.
 */
export class AppHost {
  #frame;
  #origin;
  #guid;
  #parts;
  #subscriptions = new Map();
  #replies = new Map();

  /**
   * @param frame the iframe element
   * @param parts `{ origin, path, scheme, registration, read, write, actions, request }`: `read(path)`, `write(path, value)` and each
   * action may throw, which is told to the app; `request(options)` resolves to `{ status, statusText, responseText }`
   */
  constructor(frame, parts) {
    this.#frame = frame;
    this.#origin = parts.origin;
    this.#guid = crypto.randomUUID();
    this.#parts = parts;
    window.addEventListener('message', (event) => this.#hear(event));
    const query = new URLSearchParams({
      origin: window.location.origin,
      app_guid: this.#guid,
      colorScheme: parts.scheme,
    });
    frame.src = `${parts.origin}${parts.path}?${query}`;
  }

  /** Tells the app of an event that it listens to. */
  fire(event, message) {
    if ((this.#subscriptions.get(event) ?? 0) > 0) this.#say({ key: `zaf.${event}`, message });
  }

  /** Asks the app whether it agrees; rejects with what it says where it does not. Without a listener nobody is asked. */
  async ask(event) {
    if ((this.#subscriptions.get(event) ?? 0) === 0) return;
    const { promise, resolve, reject } = Promise.withResolvers();
    const timer = setTimeout(() => resolve(), 10_000);
    this.#replies.set(event, { resolve, reject });
    this.#say({ key: `zaf.${event}`, needsReply: true });
    await promise.finally(() => clearTimeout(timer));
  }

  #say(message) {
    this.#frame.contentWindow?.postMessage(JSON.stringify(message), this.#origin);
  }

  #hear({ data, source, origin }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin) return;
    const message = typeof data === 'string' ? JSON.parse(data) : data;
    if (message.request !== undefined) void this.#perform(message);
    else if (typeof message.key === 'string') this.#heed(message);
  }

  #heed({ key, message, error }) {
    const [, verb, event] = /^iframe\.(on|off|reply):(.+)$/.exec(key) ?? [];
    if (key === 'iframe.handshake') this.#register();
    else if (/^request:\d+$/.test(key)) void this.#request(key, message);
    else if (verb === 'reply') this.#settle(event, error);
    else if (verb !== undefined) this.#subscriptions.set(event, message?.subscriberCount ?? 0);
  }

  #register() {
    const { metadata, context } = this.#parts.registration;
    const message = { metadata, context: { ...context, instanceGuid: this.#guid, host: 'zendesk' } };
    this.#say({ key: 'zaf.app.registered', message });
    this.#say({ key: 'zaf.app.activated', message: { firstLoad: true } });
  }

  #settle(event, error) {
    const reply = this.#replies.get(event);
    this.#replies.delete(event);
    const why = typeof error?.msg === 'string' ? error.msg : 'The app does not let this ticket be saved';
    if (error === undefined) reply?.resolve();
    else reply?.reject(new Error(why));
  }

  async #perform({ id, request, params }) {
    const steps = {
      get: () => params.map((path) => [path, () => this.#parts.read(path)]),
      set: () => Object.entries(params).map(([path, value]) => [path, () => this.#parts.write(path, value)]),
      invoke: () => Object.entries(params).map(([name, values]) => [name, () => this.#invoke(name, values)]),
    };
    const result = { errors: {} };
    for (const [path, step] of steps[request]?.() ?? []) {
      try {
        result[path] = await step();
      } catch (error) {
        result.errors[path] = { name: error.name, message: error.message, path };
      }
    }
    this.#say({ id, result });
  }

  #invoke(name, values) {
    const action = this.#parts.actions[name];
    if (action === undefined) throw new Error(`Could not find handler for: "${name}"`);
    return action(...values);
  }

  async #request(key, options) {
    const { status, statusText, responseText } = await this.#parts.request(options);
    const responseJSON = parsed(responseText);
    const response = { status, statusText, responseText, responseJSON };
    const isDone = status >= 200 && status < 300;
    const responseArgs = isDone
      ? [responseJSON ?? responseText, 'success', response]
      : [response, 'error', statusText];
    this.fire(`${key}.${isDone ? 'done' : 'fail'}`, { responseArgs });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
