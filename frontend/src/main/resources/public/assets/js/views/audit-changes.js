// <audit-changes>: what one act of a person changed, field by field.
import { html, LitElement } from 'lit';
import { t } from '../../public/i18n.js';
import { get } from '../net/api.js';
import { changedFields } from '../model/audit.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';

class AuditChanges extends LitElement {
  static properties = { entry: { attribute: false }, answer: { state: true }, problem: { state: true } };
  #read = '';

  constructor() {
    super();
    this.answer = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  // an entry never changes: it is read once
  willUpdate() {
    if (this.entry.id !== this.#read) {
      this.#read = this.entry.id;
      this.#load();
    }
  }

  async #load() {
    try {
      this.answer = await get(`/api/v1/audit/${encodeURIComponent(this.entry.id)}`);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.problem) {
      return problemPanel(this.problem, () => this.#load());
    }
    if (!this.answer) {
      return html`<p class="loading">${t('list.loading')}</p>`;
    }
    const fields = changedFields(this.answer);
    return html`${fields.length === 0
        ? html`<p class="dim">${t('audit.noChanges')}</p>`
        : html`<table class="log">
            <caption class="hidden-text">${t('audit.changes')}</caption>
            <thead><tr>
              <th scope="col">${t('audit.field')}</th><th scope="col">${t('audit.before')}</th><th scope="col">${t('audit.after')}</th>
            </tr></thead>
            <tbody>${fields.map(({ name, before, after }) => html`<tr>
              <td>${name}</td><td class="was">${before}</td><td class="l-text">${after}</td>
            </tr>`)}</tbody>
          </table>`}
      <p class="dim">${t('audit.named', { id: this.answer.id, entry: this.answer.entry })} <code>${this.answer.hash}</code></p>`;
  }
}

customElements.define('audit-changes', AuditChanges);
