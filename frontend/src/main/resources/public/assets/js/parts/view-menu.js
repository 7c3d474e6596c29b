// <view-menu>: the views of a list that are kept, one's own and those that others share; keeps the one on screen.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { formatRoute, questionOf, viewUrl } from '../model/route.js';
import { get, send } from '../net/api.js';
import { openForm } from './form-dialog.js';
import { placeBelow } from './panel.js';
import { PreferenceController } from './preference-controller.js';
import { refusalWords } from './problem.js';

class ViewMenu extends LitElement {
  static properties = {
    resource: { attribute: false },
    route: { attribute: false },
    user: { attribute: false },
    views: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.user = '';
    this.views = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<button type="button" class="quiet" popovertarget="views">${t('views.open')}</button>
      <div id="views" popover class="panel" role="dialog" aria-label=${t('views.title')} @beforetoggle=${placeBelow} @toggle=${this.#toggled}>
        <h2>${t('views.title')}</h2>
        ${this.views === null ? (this.problem ? nothing : html`<p class="loading">${t('list.loading')}</p>`) : this.#list(this.views)}
        <form @submit=${this.#save}>
          <label for="view-name">${t('views.save')}</label>
          <input id="view-name" type="text" autofocus autocomplete="off" maxlength="100" placeholder=${t('views.name')}>
          <div><label class="check"><input type="checkbox" id="view-shared"> ${t('views.shared')}</label>
            <button class="quiet">${t('form.save')}</button></div>
          ${this.problem ? html`<p class="told" role="alert">${refusalWords(this.problem)}</p>` : nothing}
        </form>
      </div>`;
  }

  #list(views) {
    if (views.length === 0) {
      return html`<p class="dim">${t('views.none')}</p>`;
    }
    const here = questionOf(this.route).toString();
    return html`<ul class="choices">${views.map((view) => {
      const foreign = view.owner !== this.user;
      const about = [foreign ? view.owner : '', view.shared && !foreign ? t('views.isShared') : ''].filter(Boolean).join(' · ');
      return html`<li><a class="option" href=${this.#href(view)} aria-current=${view.query === here ? 'true' : nothing}
          @click=${this.#close}><span>${view.name}</span><span class="total">${about}</span></a>
        ${view.editable ? html`<button type="button" aria-label=${t('views.delete', { name: view.name })} title=${t('views.delete', { name: view.name })}
          @click=${() => this.#delete(view)}>×</button>` : nothing}</li>`;
    })}</ul>`;
  }

  #href({ query }) {
    const asked = new URLSearchParams(query);
    const { view, by } = this.route;
    return formatRoute({ view, by, q: asked.getAll('q'), sort: asked.get('sort') ?? '' });
  }

  #close() {
    this.querySelector('[popover]').hidePopover();
  }

  #toggled({ newState }) {
    if (newState === 'open') {
      this.#read();
    }
  }

  async #read() {
    try {
      this.views = await get(`/api/v1/views?list=${this.resource}`);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #save(event) {
    event.preventDefault();
    const box = this.querySelector('#view-name');
    const name = box.value.trim();
    if (name === '') {
      this.problem = { kind: 'lacking', params: { field: t('views.name') } };
      box.focus();
    } else if (this.views?.some((view) => view.owner === this.user && view.name === name)) {
      this.problem = { kind: 'taken', params: {} };
    } else {
      await this.#keep(name);
    }
  }

  async #keep(name) {
    try {
      const shared = this.querySelector('#view-shared').checked;
      await send('PUT', viewUrl(this.resource, name), { query: questionOf(this.route).toString(), shared });
      this.querySelector('form').reset();
      await this.#read();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #delete({ name, owner, shared }) {
    this.#close();
    openForm({
      title: () => t('views.delete', { name }),
      lead: shared ? () => t('views.deleteShared') : null,
      fields: [],
      values: {},
      submit: () => t('form.delete'),
      danger: true,
      send: () => send('DELETE', viewUrl(this.resource, name, owner)),
    });
  }
}

customElements.define('view-menu', ViewMenu);
