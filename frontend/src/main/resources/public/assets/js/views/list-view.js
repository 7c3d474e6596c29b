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
import '../parts/feed-menu.js';
import { emptyState } from '../parts/data-table.js';
import '../parts/filter-bar.js';
import { LiveList, PAGE_SIZE } from '../parts/live-list.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import '../parts/state-counts.js';
import '../parts/view-menu.js';
import { grouped, tally } from '../model/alerts.js';
import { LiveAnswer } from '../parts/live-answer.js';
import './action-log.js';
import './all-well.js';
import './audit-changes.js';
import { groupHead, heldAlerts, heldUrl, PROBLEM_GROUPS } from './problem-groups.js';
import { kindOf } from './kinds.js';
import './sync-board.js';
import { newRecord } from './record-forms.js';
import { RECORDS } from './records.js';

const DETAILS = {
  action: (row) => html`<action-log .action=${row}></action-log>`,
  problem: heldAlerts,
  audit: (row) => html`<audit-changes .entry=${row}></audit-changes>`,
};

// what stands over a list: its rows summed up
const BOARDS = {
  sites: ({ q }) => html`<sync-board .q=${q}></sync-board>`,
};

// the first is what an address without one means
const GROUPINGS = {
  services: [['instance', () => t('services.byInstance')], ['service', () => t('services.byService')]],
  problems: PROBLEM_GROUPS,
};

class ListView extends LitElement {
  static properties = {
    route: { attribute: false },
    session: { attribute: false },
    beside: { attribute: false },
    paused: { attribute: false },
  };
  #holders = new WeakMap();

  constructor() {
    super();
    this.list = new LiveList(this, () => !this.route.kiosk && (this.querySelector('data-table')?.held || scrollY > 300));
    this.held = new LiveAnswer(this, 'alert'); // how many alerts hang on each of these
    this.kind = null;
    this.beside = null; // lists behind the same word of the navigation: {word, lists: [{view, word}]}
    this.expanded = new Set();
    this.chosen = new Map(); // id → row as it was when it was chosen
    this.shownPage = null;
    this.offered = [];
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    this.kind = kindOf(this.route);
    this.list.show(this.kind, this.#asked);
    this.held.ask(this.kind.detail === 'problem' ? heldUrl() : null);
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

  // with what the list is about itself
  get #asked() {
    return { ...this.route, q: [...(this.kind.base ?? []), ...this.route.q] };
  }

  // another question has other rows; another page or order of the same has not
  #keepChosen(before) {
    if (before && before.q.join('\n') !== this.route.q.join('\n')) {
      this.chosen = new Map();
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
        ${this.route.kiosk ? nothing : html`${neighbours(this.route.view, this.beside)}${this.#grouping()}${this.#maker()}`}
        ${this.kind.counts.length > 0 ? html`<state-counts .kind=${this.kind} .route=${this.route}></state-counts>` : nothing}
      </header>
      ${this.route.kiosk ? nothing : this.#tools(page, refused && !mend ? problem : null)}
      ${mend ? problemPanel(problem, mend.act, mend.word) : nothing}
      ${page?.rows.length > 0 ? (BOARDS[this.kind.board]?.(this.route) ?? nothing) : nothing}
      ${page ? this.#table(page) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}
      ${page && this.chosen.size > 0 ? this.#chosenBar(page) : nothing}
    `;
  }

  #tools(page, problem) {
    return html`<div class="view-tools">
      <filter-bar
        .terms=${this.route.q}
        .suggestions=${this.offered}
        .kind=${this.kind}
        .problem=${problem}
        @filters-changed=${({ detail }) => this.#goTo({ q: detail })}
      ></filter-bar>
      ${this.#sortChoice()} ${this.#pill()} ${this.#files()} ${this.#pager(page)}
    </div>`;
  }

  #chosenBar({ total, totalCapped }) {
    const { also, together } = this.kind;
    const { word, allWord, actOnAll, key } = together;
    const all = actOnAll && total > this.chosen.size && !totalCapped;
    return html`<div class="chosen-bar" role="region" aria-label=${t('list.chosenBar')}>
      <b aria-live="polite">${t('list.chosen', { n: this.chosen.size })}</b>
      <button type="button" class="primary" aria-keyshortcuts=${key ?? nothing} @click=${() => this.#together()}>${word()}</button>
      ${also ? html`<button type="button" class="quiet" @click=${() => also.act([...this.chosen.values()], this.#done)}>${also.word()}</button>` : nothing}
      ${all ? html`<button type="button" class="quiet" @click=${() => actOnAll(this.route.q, total, this.#done)}>${allWord(number(total))}</button>` : nothing}
      <button type="button" class="quiet" @click=${() => this.#choose({ ids: [...this.chosen.keys()], on: false })}>${t('list.chooseNone')}</button>
    </div>`;
  }

  #done = () => {
    this.chosen = new Map();
    this.list.expect();
  };

  #together() {
    this.kind.together.act([...this.chosen.values()], this.#done);
  }

  /** The key of what is done to rows: to the chosen ones, else to the one that has the focus. */
  act(key) {
    if (this.kind.together?.key !== key || !this.kind.chooses(this.session)) {
      return;
    }
    const row = this.querySelector('data-table')?.focused;
    if (this.chosen.size > 0) {
      this.#together();
    } else if (row && this.kind.choosable(row)) {
      this.kind.together.act([row], this.#done);
    }
  }

  #choose({ ids, on }) {
    const chosen = new Map(this.chosen);
    const rows = new Map(this.list.page?.rows.map((row) => [row.id, row]));
    ids.forEach((id) => (on ? chosen.set(id, rows.get(id)) : chosen.delete(id)));
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
    const ways = GROUPINGS[this.route.view];
    return ways
      ? html`<div class="segments" role="group" aria-label=${this.kind.grouping?.() ?? t('services.grouping')}>${ways.map(([by, word]) => html`<a
          href=${formatRoute({ ...this.route, by, sort: '', cursor: '', at: 1 })} aria-current=${this.route.by === by ? 'true' : nothing}>${word()}</a>`)}</div>`
      : nothing;
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
      ${this.route.view === 'problems' ? html`<a class="quiet wall" href=${formatRoute({ ...this.route, kiosk: true, cursor: '', at: 1 })} title=${t('kiosk.hint')}>${t('kiosk.open')}</a>` : nothing}
      <column-menu .resource=${this.kind.resource} .columns=${this.kind.columns}></column-menu>
      ${this.kind.files
        ? html`<view-menu .resource=${this.kind.resource} .route=${this.route} .user=${this.session?.user ?? ''}></view-menu>
            <a class="quiet" href=${csvUrl(this.kind.resource, this.#asked)} download title=${t('list.csvHint')}>CSV</a>`
        : nothing}
      ${this.kind.feeds ? html`<feed-menu .resource=${this.kind.resource} .route=${this.#asked}></feed-menu>` : nothing}</span>`;
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
      const filtered = this.route.q.some((term) => !this.kind.usualQ?.includes(term));
      return this.kind.detail === 'problem' && !filtered
        ? html`<all-well .paused=${this.paused}></all-well>`
        : emptyState(filtered, () => this.#goTo({ q: [] }), this.kind.empty());
    }
    const { rows, heads } = grouped(this.#withHeld(page.rows), this.route.view === 'problems' ? this.route.by : '');
    return html`${heads.size > 0 && (page.next || this.route.cursor) ? html`<p class="dim">${t('problems.ofPage', { n: rows.length })}</p>` : nothing}<data-table
      class=${this.list.loading ? 'reading' : ''}
      .kind=${this.kind.resource}
      .columns=${shown(this.kind.columns, preferences.get(columnsOf(this.kind.resource)) ?? '')}
      .rows=${rows}
      .heads=${new Map([...heads].map(([id, group]) => [id, groupHead(this.route, group, tally(group.rows))]))}
      .page=${page}
      .sort=${this.route.sort}
      .caption=${this.kind.title()}
      .changes=${page.changes}
      .rowClass=${(row) => `tone-${this.kind.tone(row)} ${this.kind.rowClass?.(row) ?? ''}`}
      .expanded=${this.expanded}
      .detail=${DETAILS[this.kind.detail ?? this.kind.type] ?? null}
      .chosen=${!this.route.kiosk && this.kind.chooses?.(this.session) ? this.chosen : null}
      .choosable=${this.kind.choosable ?? (() => true)}
      .note=${this.kind.note ?? (() => nothing)}
      .nameOf=${this.kind.nameOf ?? ((row) => row.id)}
      @table-choose=${({ detail }) => this.#choose(detail)}
      @table-sort=${({ detail }) => this.#goTo({ sort: detail })}
      @table-filter=${({ detail }) => this.#filter(detail)}
      @table-toggle=${({ detail }) => this.#toggle(detail)}
    ></data-table>`;
  }

  // rows with how many alerts hang on each; the same object as long as that is the same
  #withHeld(rows) {
    const totals = new Map(this.held.answer?.facets[0].values.map(({ value, total }) => [value, total]));
    return totals.size === 0 ? rows : rows.map((row) => this.#holding(row, totals.get(row.id) ?? 0));
  }

  #holding(row, holds) {
    const known = this.#holders.get(row);
    if (holds === 0 || known?.holds === holds) {
      return holds === 0 ? row : known;
    }
    const holder = { ...row, holds };
    this.#holders.set(row, holder);
    return holder;
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
