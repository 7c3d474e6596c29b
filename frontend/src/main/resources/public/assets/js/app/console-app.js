// <vigie-console>: the frame around every view. Session, navigation, freshness, keys.
import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { t } from '../../public/i18n.js';
import { live } from '../live/client.js';
import { get, send } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import '../views/impact-page.js';
import '../views/list-view.js';
import '../parts/form-dialog.js';
import '../views/node-page.js';
import '../views/record-page.js';
import '../views/service-page.js';
import { DownCount } from './down-count.js';
import './freshness-bar.js';
import './help-dialog.js';
import { KeyReader } from './keys.js';
import { currentRoute, go } from './navigation.js';
import './search-dialog.js';
import './settings-bar.js';

const VIEWS = [
  ['services', () => t('nav.services')],
  ['nodes', () => t('nav.nodes')],
  ['apps', () => t('nav.apps')],
  ['actions', () => t('nav.actions')],
];

// behind one word of the navigation, each for whoever has the role
const ADMIN = [
  ['people', () => t('nav.people'), ['app-manager', 'administrator']],
  ['groups', () => t('nav.groups'), ['app-manager', 'administrator']],
  ['audit', () => t('nav.audit'), ['administrator']],
];

const IMPACT = ['impact', () => t('impact.title')]; // reached from nodes

class ConsoleApp extends LitElement {
  static properties = {
    route: { state: true },
    session: { state: true },
    paused: { state: true },
    halted: { state: true },
  };

  constructor() {
    super();
    this.route = currentRoute();
    this.session = null;
    this.paused = false;
    this.halted = false;
    this.services = new DownCount(this);
    this.keys = new KeyReader({
      '/': () => this.#view()?.focusFilter?.(),
      j: () => this.#view()?.step?.(1),
      k: () => this.#view()?.step?.(-1),
      s: () => this.#search(),
      p: () => this.#pause(),
      '?': () => this.querySelector('help-dialog').open(),
      Escape: () => this.#escape(),
      'g s': () => go({ ...EMPTY, view: 'services' }),
      'g n': () => go({ ...EMPTY, view: 'nodes' }),
      'g p': () => go({ ...EMPTY, view: 'apps' }),
      'g a': () => go({ ...EMPTY, view: 'actions' }),
    });
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => this.#moved());
    addEventListener('keydown', (event) => this.keys.take(event));
    live.addEventListener('refused', () => this.#whoAmI()); // leads to the sign-in when the session is over
    this.#whoAmI();
  }

  async #whoAmI() {
    try {
      this.session = await get('/api/v1/session');
    } catch {
      this.session ??= { user: '', role: '' }; // the views tell what is wrong
    }
  }

  #moved() {
    const before = this.route;
    this.route = currentRoute();
    if (before.view !== this.route.view || before.path.join('/') !== this.route.path.join('/')) {
      scrollTo(0, 0);
      this.updateComplete.then(() => this.querySelector('main').focus({ preventScroll: true }));
    }
  }

  #view() {
    return this.querySelector('main')?.firstElementChild;
  }

  #search() {
    this.querySelector('search-dialog').open();
  }

  #pause() {
    this.paused = !this.paused;
  }

  #escape() {
    if (document.activeElement && document.activeElement !== document.body) {
      document.activeElement.blur();
    }
  }

  async #signOut() {
    try {
      await send('DELETE', '/api/v1/session');
    } finally {
      live.close();
      location.replace('/login');
    }
  }

  updated() {
    const { view, path } = this.route;
    const name = path.at(-1) ?? [...VIEWS, ...ADMIN, IMPACT].find(([key]) => key === view)[1]();
    const { down } = this.services;
    document.title = `${down > 0 ? `(${down}) ` : ''}${name} · Vigie`;
    const icon = `/assets/public/favicon${down > 0 ? '-alert' : ''}.svg`;
    const link = document.getElementById('favicon');
    if (link.getAttribute('href') !== icon) {
      link.setAttribute('href', icon);
    }
  }

  render() {
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>${t('nav.skip')}</a>
      <header class="bar ${this.halted ? 'halted' : ''}">
        <a class="brand" href="#/services"><img src="/assets/public/favicon.svg" alt="" width="22" height="22">Vigie</a>
        <nav aria-label=${t('nav.label')}>${VIEWS.map(
          ([view, word]) => html`<a href="#/${view}" aria-current=${(this.route.view === 'impact' ? 'nodes' : this.route.view) === view ? 'page' : nothing}>${word()}</a>`,
        )}${this.#admin()}</nav>
        <button type="button" class="find" aria-keyshortcuts="s" title=${t('search.placeholder')} @click=${this.#search}>${t('search.open')}</button>
        <freshness-bar .paused=${this.paused} @halted=${({ detail }) => (this.halted = detail)}></freshness-bar>
        <settings-bar .session=${this.session} .paused=${this.paused} @pause=${this.#pause} @sign-out=${this.#signOut}
          @help=${() => this.querySelector('help-dialog').open()}></settings-bar>
      </header>
      <main id="content" tabindex="-1" class=${this.halted ? 'halted' : ''}>${this.#content()}</main>
      <help-dialog></help-dialog>
      <search-dialog></search-dialog>
      <form-dialog></form-dialog>
    `;
  }

  // those of the session's role; an address of another leads to what the collector says of it
  #administered() {
    return ADMIN.filter(([, , roles]) => roles.includes(this.session?.role));
  }

  #admin() {
    const [first] = this.#administered();
    const here = ADMIN.some(([view]) => view === this.route.view);
    return first ? html`<a href="#/${first[0]}" aria-current=${here ? 'page' : nothing}>${t('nav.admin')}</a>` : nothing;
  }

  #skip(event) {
    event.preventDefault(); // the address is the screen, not a place on it
    this.querySelector('main').focus();
  }

  #content() {
    const { view, path } = this.route;
    if (path.length > 0 && view === 'services') {
      return keyed(location.hash, html`<service-page .route=${this.route} .session=${this.session} .paused=${this.paused}></service-page>`);
    }
    if (path.length > 0 && view === 'nodes') {
      return keyed(location.hash, html`<node-page .route=${this.route} .session=${this.session} .paused=${this.paused}></node-page>`);
    }
    if (view === 'impact') {
      return keyed(location.hash, html`<impact-page .route=${this.route} .paused=${this.paused}></impact-page>`);
    }
    if (path.length > 0) {
      return keyed(location.hash, html`<record-page .route=${this.route} .session=${this.session} .paused=${this.paused}></record-page>`);
    }
    const beside = ADMIN.some(([key]) => key === view) ? this.#administered().map(([key, word]) => ({ view: key, word })) : [];
    return keyed(`${view} ${this.route.by}`, html`<list-view .route=${this.route} .session=${this.session} .beside=${beside}
      .paused=${this.paused}></list-view>`);
  }
}

const EMPTY = { path: [], q: [], sort: '', by: 'instance', cursor: '', at: 1, open: [], power: [] };

customElements.define('vigie-console', ConsoleApp);
