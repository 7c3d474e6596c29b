// <list-section>: part of a page that shows a live list of its own, with a way to the whole list.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { formatTerm, parseTerm, withTerm } from '../model/filter.js';
import { formatRoute } from '../model/route.js';
import './data-table.js';
import { LiveList } from './live-list.js';
import { PreferenceController } from './preference-controller.js';
import { problemPanel } from './problem.js';

let serial = 0;

class ListSection extends LitElement {
  static properties = {
    kind: { attribute: false },
    route: { attribute: false },
    paused: { attribute: false },
    none: { attribute: false },
  };

  constructor() {
    super();
    this.list = new LiveList(this, () => this.querySelector('data-table')?.held);
    this.serial = serial++; // a page may have several of one kind
    this.none = ''; // what is said of an empty list
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    this.list.show(this.kind, { q: this.route.q, sort: '', cursor: '' });
    if (changed.has('paused')) {
      this.list.pause(this.paused);
    }
  }

  render() {
    const { page, problem } = this.list;
    const id = `h-${this.kind.resource}${this.serial}`;
    return html`<section class="page-section" aria-labelledby=${id}>
      <div class="section-head"><h2 id=${id}>${this.kind.title()}${page ? html` <span class="dim">${number(page.total)}</span>` : nothing}</h2>
        ${page?.rows.length > 0 ? html`<a href=${formatRoute(this.route)}>${t('section.all')}</a>` : nothing}</div>
      ${problem ? problemPanel(problem, () => this.list.reload()) : nothing}
      ${page ? this.#table(page) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}
    </section>`;
  }

  #table(page) {
    return page.rows.length === 0
      ? html`<p class="dim">${this.none}</p>`
      : html`<data-table .kind=${this.kind.resource} .columns=${this.kind.sectionColumns} .rows=${page.rows} .page=${page}
          .caption=${this.kind.title()} .changes=${page.changes} .rowClass=${(row) => `tone-${this.kind.tone(row)} ${this.kind.rowClass?.(row) ?? ''}`}
          @table-filter=${this.#filter}></data-table>`;
  }

  #filter = (event) => {
    event.stopPropagation(); // it may stand in a row of another list
    const { field, value, exclude } = event.detail;
    location.hash = formatRoute({ ...this.route, q: withTerm(this.route.q, parseTerm(formatTerm(field, exclude ? '!=' : '=', value))) });
  };
}

customElements.define('list-section', ListSection);
