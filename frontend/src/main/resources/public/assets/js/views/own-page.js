// <own-page>: what one has oneself: whether mail arrives, the tokens one's scripts and feed readers come with.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { TOKENS_URL, tokenState } from '../model/tokens.js';
import { serverNow } from '../net/api.js';
import '../parts/data-table.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import '../parts/mail-test.js';
import { onCard } from '../parts/value.js';
import { moment } from '../model/time.js';
import '../parts/since-time.js';
import { when } from './action-columns.js';
import { deleteToken, newToken } from './token-forms.js';

const EXPIRY = { over: 'lacking', soon: 'lacking', good: '' };

const COLUMNS = [
  { key: 'name', label: () => t('token.name'), cell: ({ name }) => html`<b class="name" data-main>${name}</b>` },
  { key: 'scope', label: () => t('token.scope'), cell: ({ scope }) => t(`token.scope.${scope}`) },
  { key: 'created', label: () => t('token.created'), cell: ({ created }) => html`${onCard(t('token.created'))}${when(created)}` },
  { key: 'expires', label: () => t('token.expires'), cell: (row) => html`${onCard(t('token.expires'))}<span class=${EXPIRY[tokenState(row, serverNow())]}>${when(row.expires)}</span>` },
  {
    key: 'lastUsed',
    label: () => t('token.lastUsed'),
    cell: ({ lastUsed }) => html`${onCard(t('token.lastUsed'))}${lastUsed ? html`<since-time .at=${moment(lastUsed)}></since-time>` : html`<span class="dim">${t('token.never')}</span>`}`,
  },
];

class OwnPage extends LitElement {
  static properties = { session: { attribute: false } };

  constructor() {
    super();
    this.session = null;
    this.object = new LiveObject(this, () => TOKENS_URL, () => false); // no event tells of tokens
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
    return [...COLUMNS, { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: ({ name }) => this.#delete(name) }];
  }

  #delete(name) {
    return html`<button type="button" class="link" aria-label=${t('token.deleteOf', { name })} @click=${() => deleteToken(name, this.#again)}>${t('token.delete')}</button>`;
  }

  render() {
    const { user = '', role = '' } = this.session ?? {};
    return html`<header class="page-head"><div class="title"><h1>${user}</h1><span class="dim">${role ? t(`role.${role}`) : ''}</span></div></header>
      <mail-test .url=${'/api/v1/session/mail-test'}></mail-test>
      ${this.#tokens()}`;
  }

  #tokens() {
    const { answer, problem } = this.object;
    return html`<section class="page-section" aria-labelledby="own-tokens">
      <div class="section-head"><h2 id="own-tokens">${t('token.title')}</h2>
        <button type="button" class="quiet" @click=${() => newToken(answer ?? [], this.#again)}>${t('token.new')}</button></div>
      <p class="lead">${t('token.lead')}</p>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer ? this.#table(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}
    </section>`;
  }

  #table(tokens) {
    return tokens.length === 0
      ? html`<p class="dim">${t('token.none')}</p>`
      : html`<data-table .kind=${'tokens'} .columns=${this.#columns} .rows=${tokens.map((token) => ({ ...token, id: token.name }))} .caption=${t('token.title')}
          .rowClass=${(token) => `tone-none ${tokenState(token, serverNow()) === 'over' ? 'known' : ''}`}></data-table>`;
  }
}

customElements.define('own-page', OwnPage);
