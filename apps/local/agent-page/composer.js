/** The editor below a conversation: what is written, for whom, and as which status it is submitted. */
export class Composer {
  #form;
  #editor;
  #path;
  #macroId = null;

  /** @param path of the ticket's page */
  constructor(form, path) {
    this.#form = form;
    this.#editor = form.querySelector('.editor');
    this.#path = path;
    const { macro } = form.elements;
    macro.addEventListener('change', () => {
      if (macro.value !== '') void this.applyMacro(macro.value);
      macro.value = '';
    });
  }

  get mode() {
    return this.#form.elements.mode.value;
  }

  set mode(mode) {
    this.#form.elements.mode.value = mode;
  }

  get html() {
    return this.#editor.innerHTML;
  }

  set html(html) {
    this.#editor.innerHTML = html;
  }

  get written() {
    const { mode, status } = this.#form.elements;
    const isPublic = mode.value === 'publicReply';
    return { html: this.html, isPublic, status: status.value, macroId: this.#macroId };
  }

  appendHtml(html) {
    this.#editor.insertAdjacentHTML('beforeend', html);
    this.#editor.focus();
  }

  appendText(text) {
    const lines = text.split('\n').flatMap((line) => [line, document.createElement('br')]);
    this.#editor.append(...lines.slice(0, -1));
    this.#editor.focus();
  }

  async applyMacro(id) {
    const { html, status } = await (await fetch(`${this.#path}/macros/${id}`)).json();
    this.#macroId = Number(id);
    if (html !== null) this.appendHtml(html);
    if (status !== null) this.#form.elements.status.value = status;
  }

  clear() {
    this.#editor.replaceChildren();
    this.#macroId = null;
  }

  tell(text) {
    this.#form.querySelector('.problem').textContent = text;
  }

  onSubmit(listener) {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.tell('');
      listener(this.written);
    });
  }
}
