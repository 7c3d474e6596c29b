// <enrolments-view>: the tokens new nodes join with.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { tokenState } from '../model/tokens.js';
import { serverNow } from '../net/api.js';
import '../parts/data-table.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { onCard } from '../parts/value.js';
import { when } from './action-columns.js';
import { deleteEnrolment, ENROLMENTS_URL, newEnrolment } from './enrolment-forms.js';

const isOver = (row) => row.used >= row.uses || tokenState(row, serverNow()) === 'over';
const joined = ({ used, uses }) => t('enrolments.ofUses', { used, uses });

const COLUMNS = [
  { key: 'name', label: () => t('token.name'), cell: ({ name }) => html`<b class="name" data-main>${name}</b>` },
  {
    key: 'names',
    label: () => t('enrolments.names'),
    cell: ({ cluster, names, known }) => html`<code>${cluster}/${names}</code> ${known ? html`<span class="dim">${t('enrolments.knownToo')}</span>` : nothing}`,
  },
  { key: 'used', label: () => t('enrolments.joined'), cell: (row) => html`${onCard(t('enrolments.joined'))}<span class=${row.used >= row.uses ? 'lacking' : ''}>${joined(row)}</span>` },
  { key: 'expires', label: () => t('token.expires'), cell: (row) => html`${onCard(t('token.expires'))}<span class=${tokenState(row, serverNow()) === 'over' ? 'lacking' : ''}>${when(row.expires)}</span>` },
  { key: 'made', label: () => t('token.created'), cell: ({ created, madeBy }) => html`${onCard(t('token.created'))}${when(created)} <span class="dim">${madeBy}</span>` },
];

class EnrolmentsView extends LitElement {
  static properties = { beside: { attribute: false } };

  constructor() {
    super();
    this.beside = null;
    this.object = new LiveObject(this, () => ENROLMENTS_URL, () => false); // no event tells of them
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
    const acts = ({ name }) => html`<button type="button" class="link" aria-label=${t('token.deleteOf', { name })} @click=${() => deleteEnrolment(name, this.#again)}>${t('token.delete')}</button>`;
    return [...COLUMNS, { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: acts }];
  }

  render() {
    const { answer, problem } = this.object;
    return html`<header class="view-head"><h1>${t('enrolments.title')}</h1>${neighbours('enrolments', this.beside)}
        <button type="button" class="quiet" @click=${() => newEnrolment(answer ?? [], this.#again)}>${t('enrolments.new')}</button></header>
      <p class="lead">${t('enrolments.lead')}</p>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer ? this.#table(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #table(all) {
    return all.length === 0
      ? html`<p class="dim">${t('enrolments.none')}</p>`
      : html`<data-table .kind=${'enrolments'} .columns=${this.#columns} .rows=${all.map((one) => ({ ...one, id: one.name }))} .caption=${t('enrolments.title')}
          .rowClass=${(row) => `tone-none ${isOver(row) ? 'known' : ''}`}></data-table>`;
  }
}

customElements.define('enrolments-view', EnrolmentsView);
