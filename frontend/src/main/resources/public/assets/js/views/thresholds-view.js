// <thresholds-view>: between what each kind of check is well: by default, by filter, by node.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import { formatRoute, nodeHref } from '../model/route.js';
import '../parts/data-table.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { boundWords } from './check-columns.js';
import { deleteThreshold, editThreshold, newThreshold, THRESHOLDS_URL } from './threshold-forms.js';

const SETS = ['operator', 'app-manager', 'administrator'];
const ofAll = ({ node, q }) => node === '' && q === '';

// of each kind what holds by default, then what is said of some, the most particular first
function rowsOf({ kinds, thresholds }) {
  return kinds.flatMap((byDefault) => {
    const said = thresholds.filter(({ kind }) => kind === byDefault.kind);
    const general = said.find(ofAll);
    return [{ ...(general ?? { ...byDefault, node: '', q: '', id: '' }), byDefault }, ...said.filter((one) => !ofAll(one))].map((row) => ({
      ...row,
      threshold: row.id,
      id: row.id || `default ${row.kind}`,
    }));
  });
}

function about({ node, q }) {
  if (node === '' && q === '') {
    return html`<span class="dim">${t('threshold.all')}</span>`;
  }
  const [cluster, name] = node.split('/');
  return html`<span class="values">${node ? html`<a class="name" href=${nodeHref(cluster, name)}>${node}</a>` : nothing}${q ? html`<code>${q}</code>` : nothing}</span>`;
}

function bounds(row) {
  const otherwise = row.byDefault && row.threshold;
  return html`${otherwise || row.node || row.q ? html`<b>${boundWords(row)}</b>` : boundWords(row)}${otherwise ? html` <s class="dim">${boundWords(row.byDefault)}</s>` : nothing}`;
}

const COLUMNS = [
  { key: 'kind', label: () => t('column.check'), cell: ({ kind, byDefault }) => html`<a class=${byDefault ? 'name' : 'dim'} data-main
      href=${formatRoute({ view: 'checks', q: [formatTerm('kind', '=', kind)] })}>${kind}</a>` },
  { key: 'about', label: () => t('threshold.of'), cell: about },
  { key: 'bounds', label: () => t('column.bounds'), cell: bounds },
  { key: 'by', label: () => t('column.who'), cell: ({ by }) => by ?? html`<span class="dim">${t('threshold.shipped')}</span>` },
];

class ThresholdsView extends LitElement {
  static properties = { session: { attribute: false }, beside: { attribute: false } };

  constructor() {
    super();
    this.beside = null;
    this.object = new LiveObject(this, () => THRESHOLDS_URL, () => false); // no event tells of thresholds
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.object.read();
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  #again = () => this.object.read();

  get #columns() {
    return SETS.includes(this.session?.role)
      ? [...COLUMNS, { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: (row) => this.#acts(row) }]
      : COLUMNS;
  }

  #acts(row) {
    if (!row.threshold) {
      return this.session.role === 'administrator'
        ? html`<button type="button" class="link" aria-label=${t('threshold.editOf', { kind: row.kind })} @click=${() => newThreshold(row, this.#again)}>${t('said.act')}</button>`
        : nothing;
    }
    const own = { ...row, id: row.threshold };
    return row.editable
      ? html`<button type="button" class="link" aria-label=${t('threshold.editOf', { kind: row.kind })} @click=${() => editThreshold(own, this.#again)}>${t('said.act')}</button>
          <button type="button" class="link" aria-label=${t('threshold.deleteOf', { kind: row.kind })} @click=${() => deleteThreshold(own, this.#again)}>${t('threshold.deleteAct')}</button>`
      : nothing;
  }

  render() {
    const { answer, problem } = this.object;
    return html`<header class="view-head"><h1>${t('thresholds.title')}</h1>${neighbours('thresholds', this.beside)}
        ${SETS.includes(this.session?.role) ? html`<button type="button" class="quiet" @click=${() => newThreshold({}, this.#again)}>${t('threshold.new')}</button>` : nothing}</header>
      <p class="lead">${t('thresholds.lead')}</p>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer
        ? html`<data-table .kind=${'thresholds'} .columns=${this.#columns} .rows=${rowsOf(answer)} .caption=${t('thresholds.title')}
            .rowClass=${() => 'tone-none'}></data-table>`
        : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }
}

customElements.define('thresholds-view', ThresholdsView);
