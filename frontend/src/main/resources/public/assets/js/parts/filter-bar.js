// <filter-bar>: the active filters as chips and the box that adds one. Emits filters-changed with the new terms.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { formatTerm, parseTerm, readTyped, withTerm } from '../model/filter.js';
import './facet-panel.js';
import { PreferenceController } from './preference-controller.js';
import { problemWords } from './problem.js';

class FilterBar extends LitElement {
  static properties = {
    terms: { attribute: false },
    suggestions: { attribute: false },
    kind: { attribute: false },
    problem: { attribute: false },
    typing: { state: true },
  };

  constructor() {
    super();
    this.terms = [];
    this.suggestions = [];
    this.kind = null; // of the list, as kinds.js has it
    this.problem = null;
    this.typing = '';
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  focusBox() {
    this.querySelector('input')?.focus();
  }

  render() {
    return html`<form role="search" class="filters" @submit=${this.#add}>
      <label class="hidden-text" for="filter-box">${t('filter.add')}</label>
      <input id="filter-box" type="text" list="filter-suggestions" autocomplete="off" spellcheck="false" maxlength="400"
        aria-keyshortcuts="/" placeholder=${t(`filter.placeholder.${this.kind.about}`)} @keydown=${this.#key}>
      <datalist id="filter-suggestions">${this.suggestions.map((text) => html`<option value=${text}></option>`)}</datalist>
      <button type="submit" class="quiet">${t('filter.add')}</button>
      ${this.kind.facets ? html`<facet-panel .kind=${this.kind} .terms=${this.terms} @value-chosen=${this.#choose}></facet-panel>` : nothing}
      ${this.terms.length > 0
        ? html`<ul class="chips" aria-label=${t('filter.active')}>${this.terms.map((text) => this.#chip(text))}</ul>
            ${this.terms.every((term) => this.kind.usualQ?.includes(term)) ? nothing : html`<button type="button" class="link" @click=${() => this.#change([])}>${t('filter.clear')}</button>`}`
        : nothing}
      ${this.problem ? html`<p class="filter-problem" role="alert">${problemWords(this.problem)}</p>` : nothing}
    </form>`;
  }

  #chip(text) {
    const term = parseTerm(text);
    const excludes = term && (term.op === '!=' || term.op === '!~');
    return html`<li class="chip ${excludes ? 'excludes' : ''}">
      <span>${term ? html`<b>${term.field}</b> ${term.op} ${term.value === '' ? 'empty' : term.value}` : text}</span>
      <button type="button" aria-label=${t('filter.remove', { term: text })} @click=${() => this.#remove(text)}>×</button>
    </li>`;
  }

  #remove(text) {
    this.#change(this.terms.filter((other) => other !== text));
    this.focusBox(); // the chip that had the focus is gone
  }

  #key(event) {
    if (event.key === 'Escape') {
      event.target.value = '';
      event.target.blur();
    } else if (event.key === 'Backspace' && event.target.value === '' && this.terms.length > 0) {
      this.#change(this.terms.slice(0, -1));
    }
  }

  #add(event) {
    event.preventDefault();
    const box = this.querySelector('input');
    const term = readTyped(box.value, this.kind.searchField);
    if (term) {
      box.value = '';
      this.#change(withTerm(this.terms, term));
    }
  }

  #choose({ detail: { field, value, exclude } }) {
    this.#change(withTerm(this.terms, parseTerm(formatTerm(field, exclude ? '!=' : '=', value))));
  }

  #change(terms) {
    this.dispatchEvent(new CustomEvent('filters-changed', { detail: terms, bubbles: true }));
  }
}

customElements.define('filter-bar', FilterBar);
