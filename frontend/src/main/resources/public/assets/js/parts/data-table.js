// <data-table>: a semantic table for every list. Sorting by header buttons, filtering by values, rows by key.
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { ariaSort, nextSort } from '../model/sort.js';
import { PreferenceController } from './preference-controller.js';

const SCREENFUL = 40; // rows that are drawn first; as many more with every frame after

class DataTable extends LitElement {
  static properties = {
    columns: { attribute: false },
    rows: { attribute: false },
    page: { attribute: false },
    sort: { attribute: false },
    caption: { attribute: false },
    kind: { attribute: false },
    rowClass: { attribute: false },
    changes: { attribute: false },
    expanded: { attribute: false },
    detail: { attribute: false },
    stamp: { attribute: false },
    chosen: { attribute: false },
    nameOf: { attribute: false },
    heads: { attribute: false },
    choosable: { attribute: false },
    note: { attribute: false },
  };

  #drawn = SCREENFUL;
  #chosenLast = null;

  constructor() {
    super();
    this.columns = [];
    this.rows = [];
    this.page = null; // another one is another list: it is drawn from its beginning
    this.sort = '';
    this.caption = '';
    this.kind = '';
    this.rowClass = () => '';
    this.changes = new Map();
    this.expanded = new Set();
    this.detail = null; // row → template of its expansion
    this.stamp = 0; // changes when expansions must be drawn again
    this.chosen = null; // ids of rows that are chosen; none to choose among without it
    this.nameOf = (row) => row.id;
    this.heads = new Map(); // id of the first row of a group → template of what stands over it
    this.note = () => nothing; // row → what is said under it
    this.choosable = () => true; // row → whether it is among those one may choose
    this.preferences = new PreferenceController(this);
    this.pointed = false;
  }

  createRenderRoot() {
    return this;
  }

  /** Whether somebody is at a row: nothing may move then. */
  get held() {
    return this.pointed || Boolean(this.querySelector('tbody')?.contains(document.activeElement));
  }

  willUpdate(changed) {
    if (changed.has('page')) {
      this.#drawn = SCREENFUL;
    }
  }

  updated() {
    if (this.#drawn < this.rows.length) {
      requestAnimationFrame(() => setTimeout(() => this.#drawMore()));
    }
  }

  #drawMore() {
    this.#drawn += SCREENFUL;
    this.requestUpdate();
  }

  render() {
    return html`<table class="list ${this.kind} ${preferences.get('density')}">
      <caption class="hidden-text">${this.caption}</caption>
      <colgroup>${this.chosen ? html`<col class="c-choose">` : nothing}${this.columns.map((column) => html`<col class="c-${column.key}">`)}</colgroup>
      <thead><tr>${this.chosen ? this.#chooseAll() : nothing}${this.columns.map((column) => this.#head(column))}</tr></thead>
      <tbody
        @pointerenter=${this.#enter}
        @pointerleave=${() => this.#point(false)}
        @focusout=${() => this.#point(this.pointed)}
        @click=${this.#click}
      >${repeat(this.rows.slice(0, this.#drawn), (row) => row.id, (row) => html`${this.#over(row)}${this.#row(row)}`)}</tbody>
    </table>`;
  }

  #head({ key, label, sort, first }) {
    if (!sort) {
      return html`<th scope="col" class="c-${key}"><span>${label()}</span></th>`;
    }
    const state = ariaSort(this.sort, sort);
    return html`<th scope="col" class="c-${key}" aria-sort=${state}>
      <button type="button" @click=${() => this.#emit('table-sort', nextSort(this.sort, sort, first))}
        >${label()}<span class="arrow" aria-hidden="true"></span></button>
    </th>`;
  }

  #over(row) {
    const head = this.heads.get(row.id);
    return head ? html`<tr class="over"><th scope="rowgroup" colspan=${this.#width}>${head}</th></tr>` : nothing;
  }

  get #width() {
    return this.columns.length + (this.chosen ? 1 : 0);
  }

  #row(row) {
    const flash = this.changes.get(row.id) ?? 0;
    const open = this.expanded.has(row.id);
    const revision = this.preferences.revision;
    const chosen = this.chosen?.has(row.id);
    return guard([row, flash, open, open ? this.stamp : 0, this.columns, revision, chosen], () => {
      const flashing = flash === 0 ? '' : flash % 2 ? ' flash-a' : ' flash-b'; // two names, so that it starts again
      const classes = `row ${this.rowClass(row)}${flashing}${row.gone ? ' gone' : ''}${open ? ' open' : ''}`;
      return html`<tr class=${classes} data-id=${row.id}>
          ${chosen === undefined ? nothing : html`<td class="c-choose">${this.choosable(row)
            ? html`<input type="checkbox" data-choose=${row.id} .checked=${live(chosen)} aria-label=${t('list.choose', { name: this.nameOf(row) })}>`
            : nothing}</td>`}${this.columns.map(({ key, cell }) => html`<td class="c-${key}">${cell(row, open)}</td>`)}
        </tr>${this.#noted(row)}${open && this.detail
          ? html`<tr class="detail"><td colspan=${this.#width}>${this.detail(row)}</td></tr>`
          : nothing}`;
    });
  }

  #noted(row) {
    const note = this.note(row);
    return note === nothing ? nothing : html`<tr class="note"><td colspan=${this.#width}>${note}</td></tr>`;
  }

  #chooseAll() {
    const ids = this.rows.filter(this.choosable).map(({ id }) => id);
    const all = ids.length > 0 && ids.every((id) => this.chosen.has(id));
    return html`<th scope="col" class="c-choose"><input type="checkbox" .checked=${live(all)} ?disabled=${ids.length === 0} aria-label=${t('list.chooseAll')}
      @change=${({ target }) => this.#emit('table-choose', { ids, on: target.checked })}></th>`;
  }

  // with Shift all from the last one to this
  #choose(box, range) {
    const ids = this.rows.filter(this.choosable).map(({ id }) => id);
    const to = ids.indexOf(box.dataset.choose);
    const from = range && this.#chosenLast !== null ? ids.indexOf(this.#chosenLast) : to;
    this.#chosenLast = box.dataset.choose;
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    this.#emit('table-choose', { ids: ids.slice(first, last + 1), on: box.checked });
  }

  #enter(event) {
    this.#point(event.pointerType !== 'touch');
  }

  #point(pointed) {
    this.pointed = pointed;
    this.#emit('table-held', pointed);
  }

  #click(event) {
    if (event.target.closest('data-table') !== this) {
      return; // of a list in a row's expansion
    }
    const toggle = event.target.closest('button[data-toggle]');
    if (toggle) {
      this.#emit('table-toggle', toggle.dataset.toggle);
      return;
    }
    const box = event.target.closest('input[data-choose]');
    if (box) {
      this.#choose(box, event.shiftKey);
      return;
    }
    const button = event.target.closest('button.value');
    if (button) {
      const { field, value } = button.dataset;
      this.#emit('table-filter', { field, value, exclude: event.altKey });
    }
  }

  /** The row that has the focus; null without. */
  get focused() {
    const id = document.activeElement?.closest('tr.row')?.dataset.id;
    return this.rows.find((row) => row.id === id) ?? null;
  }

  /** j and k: to the next or previous row's first link or button. */
  step(by) {
    const rows = [...this.querySelectorAll('tbody tr.row')];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    const target = row?.querySelector('[data-main]');
    target?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

customElements.define('data-table', DataTable);

export function emptyState(filtered, onClear, words) {
  return html`<div class="empty">
    <p class="empty-title">${filtered ? t('empty.filtered') : words.title}</p>
    <p>${filtered ? t('empty.filteredHint') : words.hint}</p>
    ${filtered ? html`<button type="button" class="quiet" @click=${onClear}>${t('filter.clear')}</button>` : nothing}
  </div>`;
}
