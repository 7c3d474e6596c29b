// <people-section>: who answers for a service or a node, those of its app and those added here; whoever may, says who.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { get, send } from '../net/api.js';
import { fact } from '../parts/facts.js';
import { openForm } from '../parts/form-dialog.js';
import { recordLink } from '../parts/links.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { offered, whoBody, whoFields, whoList, whoValues } from '../parts/who.js';
import { NO_APP } from './app-columns.js';

class PeopleSection extends LitElement {
  static properties = {
    view: { attribute: false },
    path: { attribute: false },
    answer: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.view = 'services'; // or nodes
    this.path = []; // cluster, name
    this.answer = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  get #url() {
    return `/api/v1/${this.view}/${this.path.map(encodeURIComponent).join('/')}/people`;
  }

  firstUpdated() {
    this.#read();
  }

  async #read() {
    try {
      this.answer = await get(this.#url);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<section class="page-section" aria-labelledby="h-people">
      <div class="section-head"><h2 id="h-people">${t('who.title')}</h2>
        ${this.answer?.editable ? html`<button type="button" class="quiet" @click=${this.#edit}>${t('who.edit')}</button>` : nothing}</div>
      ${this.problem ? problemPanel(this.problem, () => this.#read()) : nothing}
      ${this.answer ? this.#facts(this.answer) : nothing}
    </section>`;
  }

  #facts({ app, ofApp, responsibles, readers }) {
    // a node may have no app; a service that names none has the app of all such
    const code = app === '' && this.view === 'services' ? NO_APP : app;
    return html`<dl class="facts">
      ${fact(t('column.app'), code === '' ? html`<span class="dim">${t('who.noApp')}</span>` : recordLink('apps', code))}
      ${code === '' ? nothing : fact(t('who.ofApp'), whoList(ofApp, this.view, t('apps.nobody')))}
      ${fact(t('who.added'), whoList(responsibles, this.view))}
      ${fact(t('who.readers'), whoList(readers, null))}
    </dl>`;
  }

  async #edit() {
    try {
      const choice = await offered();
      const ofNode = this.view === 'nodes' ? [{ name: 'app', label: () => t('column.app'), hint: () => t('who.appHint') }] : [];
      openForm({
        title: () => `${t('who.edit')} · ${this.path[1]}`,
        lead: () => t('who.lead'),
        fields: [...ofNode, ...whoFields(choice)],
        values: { app: this.answer.app, ...whoValues(this.answer) },
        submit: () => t('form.save'),
        send: async ({ app, ...who }) => {
          await send('PUT', this.#url, { ...(this.view === 'nodes' ? { app: app.trim() } : {}), ...whoBody(who) });
          await this.#read();
        },
      });
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define('people-section', PeopleSection);
