// <request-page>: what was asked of nodes; one of them with what became of it on each, live.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { isOpen, itemLook, stateLook } from '../model/requests.js';
import { requestHref } from '../model/route.js';
import '../parts/data-table.js';
import { emptyState } from '../parts/data-table.js';
import { fact, pageHead } from '../parts/facts.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { actionChip, checkChip } from '../parts/state.js';
import './action-log.js';
import { actionTone, when } from './action-columns.js';
import { decide } from './request-forms.js';

const EVERY_MILLIS = 5000; // no event tells that a node does not answer

const stateChip = (state) => checkChip(stateLook(state), t(`request.state.${state}`));
const itemChip = (status) => (itemLook(status) ? checkChip(itemLook(status), t(`request.item.${status}`)) : actionChip(status));

const LIST = [
  { key: 'at', label: () => t('column.at'), cell: (row) => html`<a class="name" data-main href=${requestHref(row.id)}>${when(row.at)}</a>` },
  { key: 'action', label: () => t('column.action'), cell: (row) => t(`request.do.${row.action}`) },
  { key: 'state', label: () => t('column.status'), cell: (row) => stateChip(row.state) },
  { key: 'by', label: () => t('column.who'), cell: (row) => row.by },
  { key: 'decided', label: () => t('request.decidedBy'), cell: (row) => row.decidedBy },
  { key: 'comment', label: () => t('said.comment'), cell: (row) => row.comment },
];

const ITEMS = [
  {
    key: 'toggle',
    label: () => html`<span class="hidden-text">${t('column.log')}</span>`,
    cell: (row, open) => (itemLook(row.status)
      ? nothing
      : html`<button type="button" class="toggle" data-main data-toggle=${row.id} aria-expanded=${open ? 'true' : 'false'}
          aria-label=${t('action.showLog', { action: row.name, service: row.service })}><span aria-hidden="true"></span></button>`),
  },
  { key: 'service', label: () => t('column.service'), cell: (row) => serviceLink(row) },
  { key: 'node', label: () => t('column.node'), cell: (row) => nodeLink(row.cluster, row.node) },
  { key: 'status', label: () => t('column.status'), cell: (row) => itemChip(row.status) },
  { key: 'begin', label: () => t('column.begin'), cell: (row) => when(row.begin) },
  { key: 'end', label: () => t('column.end'), cell: (row) => when(row.end) },
];

class RequestPage extends LitElement {
  static properties = { route: { attribute: false }, beside: { attribute: false }, paused: { attribute: false }, shut: { state: true } };
  #versions = new Map(); // action → number of its newest record, which its log follows
  #timer = null;

  constructor() {
    super();
    this.beside = null;
    this.shut = new Set(); // logs that somebody closed; of a few they are open
    this.object = new LiveObject(this, () => `/api/v1/requests${this.#id ? `/${encodeURIComponent(this.#id)}` : ''}`, (event) => this.#concerns(event));
    new PreferenceController(this);
  }

  get #id() {
    return this.route.path.join('/');
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#waits && !this.paused && !document.hidden && this.object.read(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  get #waits() {
    const { answer } = this.object;
    return answer && (!this.#id || isOpen(answer, answer.items));
  }

  firstUpdated() {
    this.object.read();
  }

  willUpdate(changed) {
    if (changed.has('paused')) {
      this.object.pause(this.paused);
    }
  }

  #concerns({ type, id, n, row }) {
    if (type !== 'action') {
      return false;
    }
    this.#versions.set(id, n);
    return this.#id ? this.object.answer?.items.some(({ action }) => action === id) : row?.origin === 'request';
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  render() {
    const { answer, problem } = this.object;
    const head = this.#id
      ? pageHead('requests', '', answer ? t(`request.do.${answer.action}`) : '', answer ? stateChip(answer.state) : nothing, answer?.at ?? null, answer ? this.#acts(answer) : nothing)
      : html`<header class="view-head"><h1>${t('requests.title')}</h1>${neighbours('requests', this.beside)}</header>`;
    return html`${head}
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer ? (this.#id ? this.#one(answer) : this.#list(answer)) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #list({ rows }) {
    return rows.length === 0
      ? emptyState(false, null, { title: t('requests.empty'), hint: t('requests.emptyHint') })
      : html`<data-table .kind=${'requests'} .columns=${LIST} .rows=${rows} .caption=${t('requests.title')} .rowClass=${(row) => `tone-${stateLook(row.state).tone}`}></data-table>`;
  }

  #acts(request) {
    const button = (verb, look) => html`<button type="button" class=${look} @click=${() => decide(request, request.items.length, verb, (now) => this.#now(now))}>${t(`request.${verb}`)}</button>`;
    return html`${request.withdrawable ? button('withdraw', 'quiet') : nothing}${request.confirmable ? button('confirm', 'primary') : nothing}`;
  }

  #now(answer) {
    this.object.answer = answer;
    this.requestUpdate();
  }

  #one({ action: name, by, comment, state, selectors, expires, decidedBy, decidedAt, items }) {
    const few = items.length <= 3;
    const rows = items.map((item) => ({ ...item, id: item.action, name }));
    const open = new Set(rows.filter(({ id, status }) => !itemLook(status) && this.shut.has(id) !== few).map(({ id }) => id));
    return html`${state === 'proposed' ? html`<p class="lead" role="status">${t('request.waits', { by })} ${when(expires)}</p>` : nothing}
      <dl class="facts">
        ${fact(t('request.asker'), by)}
        ${fact(t('request.decidedBy'), decidedBy ? html`${decidedBy} <span class="dim">${when(decidedAt)}</span>` : '')}
        ${fact(t('request.rids'), [...selectors.rids, ...selectors.subsets, ...selectors.tags].join(', '))}
        ${fact(t('said.comment'), comment)}
      </dl>
      <section class="page-section" aria-labelledby="h-items"><div class="section-head"><h2 id="h-items">${t('request.items')} <span class="dim">${items.length}</span></h2></div>
        <data-table .kind=${'request-items'} .columns=${ITEMS} .rows=${rows} .caption=${t('request.items')} .expanded=${open}
          .rowClass=${(row) => `tone-${itemLook(row.status)?.tone ?? actionTone(row)}`}
          .detail=${(row) => html`<action-log .action=${{ id: row.id, n: `${row.status} ${this.#versions.get(row.id) ?? 0}` }}></action-log>`}
          .stamp=${this.#stamp} @table-toggle=${({ detail }) => this.#toggle(detail)}></data-table>
      </section>`;
  }

  get #stamp() {
    return [...this.#versions.values()].join();
  }

  #toggle(id) {
    const next = new Set(this.shut);
    if (!next.delete(id)) {
      next.add(id);
    }
    this.shut = next;
  }
}

customElements.define('request-page', RequestPage);
