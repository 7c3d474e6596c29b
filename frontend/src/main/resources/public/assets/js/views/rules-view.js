// <rules-view>: when each kind of alert is raised and how severe it is; administrators say otherwise, or let the default hold again.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import '../parts/data-table.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { severityChip } from '../parts/state.js';
import { editRule, resetRule } from './rule-forms.js';
import { seconds } from './rule-words.js';

const said = (name, words) => ({ now, said: own, byDefault }) => (own && now[name] !== byDefault[name]
  ? html`<b>${words(now[name])}</b> <s class="dim">${words(byDefault[name])}</s>`
  : words(now[name]));
const never = (count) => (count === 0 ? html`<span class="dim">${t('rules.never')}</span>` : seconds(count));
const atOnce = (count) => (count === 0 ? html`<span class="dim">${t('rules.zero')}</span>` : seconds(count));

const COLUMNS = [
  { key: 'kind', label: () => t('column.kind'), cell: ({ kind }) => html`<a class="name" data-main href="#/alerts?q=kind%3D${kind}">${kind}</a>` },
  { key: 'scope', label: () => t('rules.about'), cell: ({ scope }) => t(`rules.scope.${scope}`) },
  { key: 'enabled', label: () => t('column.state'), cell: ({ now }) => (now.enabled ? t('rules.on') : html`<b class="lacking">${t('rules.disabled')}</b>`) },
  { key: 'hold', label: () => t('rules.holdColumn'), cell: said('holdSeconds', atOnce) },
  { key: 'escalate', label: () => t('rules.escalateColumn'), cell: said('escalateSeconds', never) },
  { key: 'production', label: () => t('rules.production'), cell: said('production', severityChip) },
  { key: 'other', label: () => t('rules.other'), cell: said('other', severityChip) },
];

class RulesView extends LitElement {
  static properties = {
    session: { attribute: false },
    beside: { attribute: false },
  };

  constructor() {
    super();
    this.beside = null;
    this.object = new LiveObject(this, () => '/api/v1/alert-rules', () => false); // no event tells of rules
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

  get #columns() {
    return this.session?.role === 'administrator' ? [...COLUMNS, { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: (rule) => this.#acts(rule) }] : COLUMNS;
  }

  #acts(rule) {
    const again = () => this.object.read();
    return html`<button type="button" class="link" aria-label=${t('rules.edit', { kind: rule.kind })} @click=${() => editRule(rule, again)}>${t('said.act')}</button>
      ${rule.said ? html`<button type="button" class="link" aria-label=${t('rules.resetTitle', { kind: rule.kind })} @click=${() => resetRule(rule, again)}>${t('rules.reset')}</button>` : nothing}`;
  }

  render() {
    const { answer, problem } = this.object;
    return html`<header class="view-head"><h1>${t('rules.title')}</h1>${neighbours('rules', this.beside)}</header>
      <p class="lead">${t('rules.lead')}</p>
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer
        ? html`<data-table .kind=${'rules'} .columns=${this.#columns} .rows=${answer.map((rule) => ({ ...rule, id: rule.kind }))}
            .caption=${t('rules.title')} .rowClass=${({ now }) => `tone-${now.enabled ? 'none' : 'warn'}`}></data-table>`
        : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }
}

customElements.define('rules-view', RulesView);
