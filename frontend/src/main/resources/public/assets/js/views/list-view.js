// <list-view>: one list of any kind with its counts, filters, table and pages.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { go } from '../app/navigation.js';
import { parseTerm, formatTerm, withTerm } from '../model/filter.js';
import { range, suggestions } from '../model/format.js';
import { columnsOf, shown } from '../model/columns.js';
import { csvUrl, formatRoute } from '../model/route.js';
import '../parts/column-menu.js';
import '../parts/data-table.js';
import { emptyState } from '../parts/data-table.js';
import '../parts/filter-bar.js';
import { LiveList, PAGE_SIZE } from '../parts/live-list.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import '../parts/state-counts.js';
import '../parts/view-menu.js';
import './action-log.js';
import './audit-changes.js';
import { kindOf } from './kinds.js';
import { newRecord } from './record-forms.js';
import { RECORDS } from './records.js';
import { saySameOfMany } from './said-forms.js';

const DETAILS = {
  action: (row) => html`<action-log .action=${row}></action-log>`,
  audit: (row) => html`<audit-changes .entry=${row}></audit-changes>`,
};

class ListView extends LitElement {
  static properties = {
    route: { attribute: false },
    session: { attribute: false },
    beside: { attribute: false },
    paused: { attribute: false },
  };

  constructor() {
    super();
    this.list = new LiveList(this, () => this.querySelector('data-table')?.held || scrollY > 300);
    this.kind = null;
    this.beside = []; // lists behind the same word of the navigation: {view, word}
    this.expanded = new Set();
    this.chosen = new Set(); // ids of rows
    this.shownPage = null;
    this.offered = [];
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    this.kind = kindOf(this.route);
    this.list.show(this.kind, this.route);
    if (changed.has('paused')) {
      this.list.pause(this.paused);
    }
    if (changed.has('route')) {
      this.expanded = new Set(this.route.open);
      this.#keepChosen(changed.get('route'));
    }
    if (this.list.page !== this.shownPage) {
      this.shownPage = this.list.page;
      this.offered = suggestions(this.kind.fields, this.shownPage?.rows ?? []);
    }
  }

  // another question has other rows; another page or order of the same has not
  #keepChosen(before) {
    if (before && before.q.join('\n') !== this.route.q.join('\n')) {
      this.chosen = new Set();
    }
  }

  render() {
    const { problem } = this.list;
    const refused = problem?.status === 400;
    const mend = this.#mend(problem);
    const page = refused ? null : this.list.page; // rows of another question are no answer to this one
    return html`
      <header class="view-head">
        <h1>${this.kind.title()}</h1>
        ${this.route.view === 'services' ? this.#grouping() : nothing}${this.beside.length > 1 ? this.#neighbours() : nothing}${this.#maker()}
        ${this.kind.counts.length > 0 ? html`<state-counts .kind=${this.kind} .route=${this.route}></state-counts>` : nothing}
      </header>
      <div class="view-tools">
        <filter-bar
          .terms=${this.route.q}
          .suggestions=${this.offered}
          .kind=${this.kind}
          .problem=${refused && !mend ? problem : null}
          @filters-changed=${({ detail }) => this.#goTo({ q: detail })}
        ></filter-bar>
        ${this.#sortChoice()} ${this.#pill()} ${this.#files()} ${this.#pager(page)}
      </div>
      ${mend ? problemPanel(problem, mend.act, mend.word) : nothing}
      ${page ? this.#table(page) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}
      ${page && this.chosen.size > 0 ? this.#chosenBar(page) : nothing}
    `;
  }

  #chosenBar({ total, totalCapped }) {
    return html`<div class="chosen-bar" role="region" aria-label=${t('list.chosenBar')}>
      <b aria-live="polite">${t('list.chosen', { n: this.chosen.size })}</b>
      <button type="button" class="primary" @click=${() => this.#together({ nodes: [...this.chosen] }, this.chosen.size)}>${this.kind.together()}</button>
      ${total > this.chosen.size && !totalCapped
        ? html`<button type="button" class="quiet" @click=${() => this.#together({ q: this.route.q, count: total }, total)}>${this.kind.togetherAll(number(total))}</button>`
        : nothing}
      <button type="button" class="quiet" @click=${() => this.#choose({ ids: [...this.chosen], on: false })}>${t('list.chooseNone')}</button>
    </div>`;
  }

  #together(wish, count) {
    saySameOfMany(wish, count, () => {
      this.chosen = new Set();
      this.list.reload();
    });
  }

  #choose({ ids, on }) {
    const chosen = new Set(this.chosen);
    ids.forEach((id) => (on ? chosen.add(id) : chosen.delete(id)));
    this.chosen = chosen;
    this.requestUpdate();
  }

  // a wrong filter is mended where it stands, in its bar
  #mend(problem) {
    switch (problem?.kind) {
      case undefined:
        return null;
      case 'cursor':
        return { act: () => this.#goTo({}), word: t('list.first') };
      case 'sort':
        return { act: () => this.#goTo({ sort: '' }), word: t('list.ownOrder') };
      default:
        return problem.status === 400 ? null : { act: problem.status === 403 ? null : () => this.list.reload() };
    }
  }

  #grouping() {
    const link = (by, text) => html`<a
      href=${formatRoute({ ...this.route, by, sort: '', cursor: '', at: 1 })}
      aria-current=${this.route.by === by ? 'true' : nothing}
    >${text}</a>`;
    return html`<div class="segments" role="group" aria-label=${t('services.grouping')}>
      ${link('instance', t('services.byInstance'))}${link('service', t('services.byService'))}
    </div>`;
  }

  #neighbours() {
    return html`<div class="segments" role="group" aria-label=${t('nav.admin')}>${this.beside.map(
      ({ view, word }) => html`<a href=${formatRoute({ view })} aria-current=${this.route.view === view ? 'true' : nothing}>${word()}</a>`,
    )}</div>`;
  }

  #maker() {
    const record = RECORDS[this.route.view];
    return record?.makes(this.session) ? html`<button type="button" class="quiet" @click=${() => this.#make(record)}>${record.new()}</button>` : nothing;
  }

  async #make(record) {
    try {
      await newRecord(record, (name) => this.#goTo({ path: [name], q: [], sort: '', open: [] }));
    } catch (problem) {
      this.list.problem = problem;
      this.requestUpdate();
    }
  }

  // the header row is hidden on a phone
  #sortChoice() {
    return html`<label class="sort-choice">${t('list.sort')}
      <select @change=${({ target }) => this.#goTo({ sort: target.value })}>
        <option value="" ?selected=${!this.route.sort}>${this.kind.usual()}</option>
        ${this.kind.sorts.map((sort) => html`<option value=${sort} ?selected=${sort === this.route.sort}>${t(`sort.${sort.replace('-', '')}`)}</option>`)}
      </select></label>`;
  }

  // of exactly this filter and sort
  #files() {
    return html`<span class="tools">
      ${this.route.view === 'nodes' && this.route.q.length > 0
        ? html`<a class="quiet" href=${formatRoute({ view: 'impact', q: this.route.q })}>${t('impact.ofThese')}</a>`
        : nothing}
      <column-menu .resource=${this.kind.resource} .columns=${this.kind.columns}></column-menu>
      ${this.kind.files
        ? html`<view-menu .resource=${this.kind.resource} .route=${this.route} .user=${this.session?.user ?? ''}></view-menu>
            <a class="quiet" href=${csvUrl(this.kind.resource, this.route)} download title=${t('list.csvHint')}>CSV</a>`
        : nothing}</span>`;
  }

  #pill() {
    const { waiting } = this.list;
    return html`<button type="button" class="pill" ?data-shown=${waiting > 0} ?disabled=${waiting === 0}
      aria-live="polite" @click=${() => this.list.settle()}>${waiting > 0 ? t('list.waiting', { n: waiting }) : ''}</button>`;
  }

  #pager(page) {
    const rows = page?.rows.length ?? 0;
    const { from, to, total } = range(this.route.at, rows, page?.total ?? 0);
    const words = t('list.range', { from: number(from), to: number(to), total: `${number(total)}${page?.totalCapped ? '+' : ''}` });
    return html`<nav class="pager" aria-label=${t('list.pages')}>
      <span class="range">${page ? (rows === 0 ? t('list.none') : words) : ''}</span>
      <button type="button" class="quiet" ?disabled=${!this.route.cursor} aria-label=${t('list.first')} title=${t('list.first')}
        @click=${() => go({ cursor: '', at: 1 })}>«</button>
      <button type="button" class="quiet" ?disabled=${!this.route.cursor} aria-label=${t('list.previous')} title=${t('list.previous')}
        @click=${() => this.#previous()}>‹</button>
      <button type="button" class="quiet" ?disabled=${!page?.next} aria-label=${t('list.next')} title=${t('list.next')}
        @click=${() => this.#next(page)}>›</button>
    </nav>`;
  }

  #next(page) {
    scrollTo(0, 0);
    location.hash = formatRoute({ ...this.route, cursor: page.next, at: this.route.at + page.rows.length });
    history.replaceState({ cameFrom: 'list' }, '');
  }

  // a keyset has no page numbers: back is where one came from, or the first page for a copied address
  #previous() {
    scrollTo(0, 0);
    if (history.state?.cameFrom === 'list' && this.route.at > PAGE_SIZE) {
      history.back();
    } else {
      go({ cursor: '', at: 1 });
    }
  }

  #table(page) {
    if (page.rows.length === 0) {
      return emptyState(this.route.q.length > 0, () => this.#goTo({ q: [] }), this.kind.empty());
    }
    return html`<data-table
      class=${this.list.loading ? 'reading' : ''}
      .kind=${this.kind.resource}
      .columns=${shown(this.kind.columns, preferences.get(columnsOf(this.kind.resource)) ?? '')}
      .rows=${page.rows}
      .page=${page}
      .sort=${this.route.sort}
      .caption=${this.kind.title()}
      .changes=${page.changes}
      .rowClass=${(row) => `tone-${this.kind.tone(row)}`}
      .expanded=${this.expanded}
      .detail=${DETAILS[this.kind.type] ?? null}
      .chosen=${this.kind.chooses?.(this.session) ? this.chosen : null}
      .nameOf=${this.kind.nameOf ?? ((row) => row.id)}
      @table-choose=${({ detail }) => this.#choose(detail)}
      @table-sort=${({ detail }) => this.#goTo({ sort: detail })}
      @table-filter=${({ detail }) => this.#filter(detail)}
      @table-toggle=${({ detail }) => this.#toggle(detail)}
    ></data-table>`;
  }

  #filter({ field, value, exclude }) {
    const term = parseTerm(formatTerm(field, exclude ? '!=' : '=', value));
    this.#goTo({ q: withTerm(this.route.q, term) });
  }

  #toggle(id) {
    const open = this.expanded.has(id) ? this.route.open.filter((other) => other !== id) : [...this.route.open, id];
    go({ open }, { replace: true });
  }

  #goTo(change) {
    go({ cursor: '', at: 1, ...change });
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  focusFilter() {
    this.querySelector('filter-bar')?.focusBox();
  }
}

customElements.define('list-view', ListView);
