// <vigie-console>: the frame around every view. Session, navigation, freshness, keys.
import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { t } from '../../public/i18n.js';
import { live } from '../live/client.js';
import { get, send } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import '../views/alert-page.js';
import '../views/channels-view.js';
import '../views/enrolments-view.js';
import '../views/impact-page.js';
import '../views/list-view.js';
import '../parts/form-dialog.js';
import '../views/node-page.js';
import '../views/own-page.js';
import '../views/record-page.js';
import '../views/request-page.js';
import '../views/rules-view.js';
import '../views/service-page.js';
import '../views/silences-view.js';
import '../views/sync-page.js';
import '../views/thresholds-view.js';
import '../views/ticket-page.js';
import '../views/ticket-rules-view.js';
import './alert-counts.js';
import './freshness-bar.js';
import './help-dialog.js';
import { KeyReader } from './keys.js';
import './mute-banner.js';
import { formatRoute, UNSILENCED } from '../model/route.js';
import { currentRoute, go } from './navigation.js';
import './search-dialog.js';
import './settings-bar.js';

const VIEWS = [
  ['problems', () => t('nav.problems'), [UNSILENCED]],
  ['tickets', () => t('nav.tickets')],
  ['services', () => t('nav.services')],
  ['nodes', () => t('nav.nodes')],
  ['checks', () => t('nav.checks')],
  ['syncs', () => t('nav.syncs')],
  ['apps', () => t('nav.apps')],
  ['actions', () => t('nav.actions')],
];

// behind the first of these words, some for administrators alone
const ALERTS = [
  ['problems', () => t('problems.now'), [UNSILENCED]],
  ['alerts', () => t('problems.history')],
  ['silences', () => t('nav.silences')],
  ['rules', () => t('nav.rules')],
];

// behind the word of the first, which the navigation has
const CHECKS = [
  ['checks', () => t('checks.now')],
  ['thresholds', () => t('thresholds.title')],
];

const TICKETS = [
  ['tickets', () => t('tickets.title')],
  ['ticket-rules', () => t('ticketRules.title')],
];

// behind the word of the first
const ACTIONS = [
  ['actions', () => t('actions.title')],
  ['requests', () => t('requests.title')],
];

// behind one word of the navigation, each for whoever has the role
const ADMIN = [
  ['people', () => t('nav.people'), ['app-manager', 'administrator']],
  ['groups', () => t('nav.groups'), ['app-manager', 'administrator']],
  ['channels', () => t('channels.title'), ['administrator']],
  ['enrolments', () => t('enrolments.title'), ['administrator']],
  ['audit', () => t('nav.audit'), ['administrator']],
];

const IMPACT = ['impact', () => t('impact.title')]; // reached from nodes
const OWN = ['me', () => t('me.title')]; // reached from one's name
const REACHED_FROM = { impact: 'nodes', requests: 'actions', thresholds: 'checks', 'ticket-rules': 'tickets', alerts: 'problems', silences: 'problems', rules: 'problems' };

class ConsoleApp extends LitElement {
  static properties = {
    route: { state: true },
    session: { state: true },
    paused: { state: true },
    halted: { state: true },
    critical: { state: true },
  };

  constructor() {
    super();
    this.route = currentRoute();
    this.session = null;
    this.paused = false;
    this.halted = false;
    this.critical = 0; // alerts that nobody knows of yet
    this.keys = new KeyReader({
      '/': () => this.#view()?.focusFilter?.(),
      j: () => this.#view()?.step?.(1),
      k: () => this.#view()?.step?.(-1),
      s: () => this.#search(),
      a: () => this.#view()?.act?.('a'),
      p: () => this.#pause(),
      '?': () => this.querySelector('help-dialog').open(),
      Escape: () => this.#escape(),
      'g h': () => go({ ...EMPTY, view: 'problems', q: [UNSILENCED] }),
      'g l': () => go({ ...EMPTY, view: 'alerts' }),
      'g t': () => go({ ...EMPTY, view: 'tickets' }),
      'g s': () => go({ ...EMPTY, view: 'services' }),
      'g n': () => go({ ...EMPTY, view: 'nodes' }),
      'g y': () => go({ ...EMPTY, view: 'syncs' }),
      'g p': () => go({ ...EMPTY, view: 'apps' }),
      'g a': () => go({ ...EMPTY, view: 'actions' }),
      'g m': () => go({ ...EMPTY, view: 'silences' }),
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
    } else if (this.route.kiosk) {
      go({ kiosk: false });
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
    const words = Object.fromEntries([...ALERTS, ...CHECKS, ...TICKETS, ...ACTIONS, ...VIEWS, ...ADMIN, IMPACT, OWN]);
    const name = (!['silences', 'requests'].includes(view) && path.at(-1)) || words[view](); // those have no name
    document.title = `${this.critical > 0 ? `(${this.critical}) ` : ''}${name} · Vigie`;
    const icon = `/assets/public/favicon${this.critical > 0 ? '-alert' : ''}.svg`;
    const link = document.getElementById('favicon');
    if (link.getAttribute('href') !== icon) {
      link.setAttribute('href', icon);
    }
  }

  render() {
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>${t('nav.skip')}</a>
      ${this.route.kiosk ? this.#wall() : this.#bar()}
      <mute-banner></mute-banner>
      <main id="content" tabindex="-1" class="${this.halted ? 'halted' : ''} ${this.route.kiosk ? 'wall' : ''}">${this.#content()}</main>
      <help-dialog></help-dialog>
      <search-dialog></search-dialog>
      <form-dialog></form-dialog>
    `;
  }

  #bar() {
    const here = REACHED_FROM[this.route.view] ?? this.route.view;
    return html`<header class="bar ${this.halted ? 'halted' : ''}">
      <a class="brand" href=${formatRoute({ view: 'problems', q: [UNSILENCED] })}><img src="/assets/public/favicon.svg" alt="" width="22" height="22">Vigie</a>
      <nav aria-label=${t('nav.label')}>${VIEWS.map(
        ([view, word, q]) => html`<a href=${formatRoute({ view, q })} aria-current=${here === view ? 'page' : nothing}>${word()}</a>`,
      )}${this.#admin()}</nav>
      ${this.#counts()}
      <button type="button" class="find" aria-keyshortcuts="s" title=${t('search.placeholder')} @click=${this.#search}>${t('search.open')}</button>
      ${this.#freshness(this.paused)}
      <settings-bar .session=${this.session} .paused=${this.paused} @pause=${this.#pause} @sign-out=${this.#signOut}
        @help=${() => this.querySelector('help-dialog').open()}></settings-bar>
    </header>`;
  }

  // on a wall nobody is there to press anything: what is wrong, whether it is of now, a way out
  #wall() {
    return html`<header class="bar wall ${this.halted ? 'halted' : ''}">
      <span class="brand"><img src="/assets/public/favicon.svg" alt="" width="22" height="22">Vigie</span>
      ${this.#counts()}${this.#freshness(false)}
      <a class="leave" href=${formatRoute({ ...this.route, kiosk: false })}>${t('kiosk.leave')}</a>
    </header>`;
  }

  #counts() {
    return html`<alert-counts @critical=${({ detail }) => (this.critical = detail)}></alert-counts>`;
  }

  #freshness(paused) {
    return html`<freshness-bar .paused=${paused} @halted=${({ detail }) => (this.halted = detail)}></freshness-bar>`;
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
    if (path.length > 0 && view === 'alerts') {
      return keyed(location.hash, html`<alert-page .route=${this.route} .session=${this.session} .paused=${this.paused}></alert-page>`);
    }
    if (path.length > 0 && view === 'tickets') {
      return keyed(location.hash, html`<ticket-page .route=${this.route} .session=${this.session} .paused=${this.paused}></ticket-page>`);
    }
    if (path.length > 0 && view === 'nodes') {
      return keyed(location.hash, html`<node-page .route=${this.route} .session=${this.session} .paused=${this.paused}></node-page>`);
    }
    if (path.length > 0 && view === 'syncs') {
      return keyed(location.hash, html`<sync-page .route=${this.route} .paused=${this.paused}></sync-page>`);
    }
    if (view === 'rules') {
      return html`<rules-view .session=${this.session} .beside=${this.#beside(view)}></rules-view>`;
    }
    if (view === 'channels') {
      return html`<channels-view .beside=${this.#beside(view)}></channels-view>`;
    }
    if (view === 'enrolments') {
      return html`<enrolments-view .beside=${this.#beside(view)}></enrolments-view>`;
    }
    if (view === 'thresholds') {
      return html`<thresholds-view .session=${this.session} .beside=${this.#beside(view)}></thresholds-view>`;
    }
    if (view === 'ticket-rules') {
      return html`<ticket-rules-view .session=${this.session} .beside=${this.#beside(view)}></ticket-rules-view>`;
    }
    if (view === 'silences') {
      return keyed(path.join('/'), html`<silences-view .route=${this.route} .session=${this.session} .beside=${this.#beside(view)} .paused=${this.paused}></silences-view>`);
    }
    if (view === 'requests') {
      return keyed(path.join('/'), html`<request-page .route=${this.route} .beside=${this.#beside(view)} .paused=${this.paused}></request-page>`);
    }
    if (view === 'me') {
      return html`<own-page .session=${this.session}></own-page>`;
    }
    if (view === 'impact') {
      return keyed(location.hash, html`<impact-page .route=${this.route} .paused=${this.paused}></impact-page>`);
    }
    if (path.length > 0) {
      return keyed(location.hash, html`<record-page .route=${this.route} .session=${this.session} .paused=${this.paused}></record-page>`);
    }
    // a list of another grouping has other rows, but for problems, which are only put in another order
    return keyed(`${view} ${view === 'problems' ? '' : this.route.by}`, html`<list-view .route=${this.route} .session=${this.session}
      .beside=${this.#beside(view)} .paused=${this.paused && !this.route.kiosk}></list-view>`);
  }

  #beside(view) {
    const lists = (of) => of.map(([key, word, q]) => ({ view: key, word, q }));
    if (ALERTS.some(([key]) => key === view)) {
      const shown = ALERTS.filter(([key]) => key !== 'rules' || this.session?.role === 'administrator');
      return { word: () => t('nav.problems'), lists: lists(shown) };
    }
    if (CHECKS.some(([key]) => key === view)) {
      return { word: () => t('nav.checks'), lists: lists(CHECKS) };
    }
    if (TICKETS.some(([key]) => key === view)) {
      return { word: () => t('nav.tickets'), lists: lists(TICKETS) };
    }
    if (ACTIONS.some(([key]) => key === view)) {
      return { word: () => t('nav.actions'), lists: lists(ACTIONS) };
    }
    return ADMIN.some(([key]) => key === view) ? { word: () => t('nav.admin'), lists: this.#administered().map(([key, word]) => ({ view: key, word })) } : null;
  }
}

const EMPTY = { path: [], q: [], sort: '', by: 'instance', cursor: '', at: 1, open: [], power: [], kiosk: false };

customElements.define('vigie-console', ConsoleApp);
