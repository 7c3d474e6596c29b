// <ticket-rules-view>: after how long an alert that nobody takes becomes a ticket: what people say, then what holds otherwise.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { recordHref } from '../model/route.js';
import '../parts/data-table.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { severityChip } from '../parts/state.js';
import { onCard } from '../parts/value.js';
import { seconds } from './rule-words.js';
import { deleteTicketRule, editTicketRule, newTicketRule, TICKET_RULES_URL } from './ticket-rule-forms.js';

const SETS = ['app-manager', 'administrator'];
const any = (word) => word || html`<span class="dim">${t('ticketRule.all')}</span>`;
const place = ({ production }) => (production === null ? '' : t(production ? 'ticketRule.production' : 'ticketRule.other'));

const COLUMNS = [
  { key: 'app', label: () => t('column.app'), cell: ({ app }) => (app ? html`<a class="name" data-main href=${recordHref('apps', app)}>${app}</a>` : any('')) },
  { key: 'kind', label: () => t('column.kind'), cell: ({ kind }) => html`${onCard(t('column.kind'))}${any(kind)}` },
  { key: 'severity', label: () => t('column.severity'), cell: ({ severity }) => (severity ? severityChip(severity) : any('')) },
  { key: 'env', label: () => t('column.env'), cell: (row) => html`${onCard(t('column.env'))}${any(place(row))}` },
  { key: 'after', label: () => t('ticketRule.after'), cell: ({ afterSeconds }) => html`${onCard(t('ticketRule.after'))}<b>${afterSeconds === null ? t('rules.never') : afterSeconds === 0 ? t('rules.zero') : seconds(afterSeconds)}</b>` },
  { key: 'closes', label: () => t('column.closes'), cell: ({ closes }) => html`${onCard(t('column.closes'))}${closes ? t('ticketRule.byItself') : t('ticketRule.byPeople')}` },
  { key: 'by', label: () => t('column.who'), cell: ({ by }) => by || html`<span class="dim">${t('threshold.shipped')}</span>` },
];

class TicketRulesView extends LitElement {
  static properties = { session: { attribute: false }, beside: { attribute: false } };

  constructor() {
    super();
    this.beside = null;
    this.object = new LiveObject(this, () => TICKET_RULES_URL, () => false); // no event tells of rules
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

  get #sets() {
    return SETS.includes(this.session?.role);
  }

  get #columns() {
    return this.#sets ? [...COLUMNS, { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: (row) => this.#acts(row) }] : COLUMNS;
  }

  #acts(row) {
    const name = [row.app, row.kind, row.severity].filter(Boolean).join(' ') || t('ticketRule.all');
    return row.editable
      ? html`<button type="button" class="link" aria-label=${t('ticketRule.editOf', { name })} @click=${() => editTicketRule(row, this.#again)}>${t('said.act')}</button>
          <button type="button" class="link" aria-label=${t('ticketRule.deleteOf', { name })} @click=${() => deleteTicketRule(row, this.#again)}>${t('threshold.deleteAct')}</button>`
      : nothing;
  }

  render() {
    const { answer, problem } = this.object;
    return html`<header class="view-head"><h1>${t('ticketRules.title')}</h1>${neighbours('ticket-rules', this.beside)}
        ${this.#sets ? html`<button type="button" class="quiet" @click=${() => newTicketRule({}, this.#again)}>${t('ticketRule.new')}</button>` : nothing}</header>
      <p class="lead">${t('ticketRules.lead')}</p>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer
        ? html`<data-table .kind=${'ticket-rules'} .columns=${this.#columns} .rows=${[...answer.rules, ...answer.defaults]} .caption=${t('ticketRules.title')}
            .rowClass=${({ n }) => (n === 0 ? 'tone-none known' : 'tone-none')}></data-table>`
        : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }
}

customElements.define('ticket-rules-view', TicketRulesView);
