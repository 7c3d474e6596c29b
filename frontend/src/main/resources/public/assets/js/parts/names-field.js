// <names-field>: names as chips and the box that adds one. Emits names-changed with the new names.
import { html, LitElement } from 'lit';
import { t } from '../../public/i18n.js';
import { withName } from '../model/form.js';

class NamesField extends LitElement {
  static properties = {
    name: { attribute: false },
    label: { attribute: false },
    hint: { attribute: false },
    names: { attribute: false },
    offered: { attribute: false },
  };

  constructor() {
    super();
    this.name = '';
    this.label = '';
    this.hint = '';
    this.names = [];
    this.offered = []; // {name, about}
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const id = `field-${this.name}`;
    const about = new Map(this.offered.map((one) => [one.name, one.about]));
    return html`<label for=${id}>${this.label}</label>
      <div class="names">
        <ul class="chips" aria-label=${this.label}>${this.names.map((name) => html`<li class="chip" title=${about.get(name) ?? ''}><span>${name}</span>
          <button type="button" aria-label=${t('form.removeName', { name })} @click=${() => this.#remove(name)}>×</button></li>`)}</ul>
        <input id=${id} list="${id}-offered" autocomplete="off" spellcheck="false" maxlength="255" placeholder=${this.hint}
          @keydown=${this.#key} @change=${this.#add}>
        <datalist id="${id}-offered">${this.offered
          .filter(({ name }) => !this.names.includes(name))
          .map((one) => html`<option value=${one.name}>${one.about}</option>`)}</datalist>
      </div>`;
  }

  /** What is typed and not yet a chip counts as one. */
  #add() {
    const box = this.querySelector('input');
    const names = withName(this.names, box.value);
    box.value = '';
    this.#change(names);
  }

  #key(event) {
    if ((event.key === 'Enter' || event.key === ',') && event.target.value.trim() !== '') {
      event.preventDefault();
      this.#add();
    } else if (event.key === 'Backspace' && event.target.value === '' && this.names.length > 0) {
      this.#change(this.names.slice(0, -1));
    }
  }

  #remove(name) {
    this.#change(this.names.filter((other) => other !== name));
    this.querySelector('input').focus(); // the chip that had the focus is gone
  }

  #change(names) {
    this.names = names;
    this.dispatchEvent(new CustomEvent('names-changed', { detail: names }));
  }
}

customElements.define('names-field', NamesField);
