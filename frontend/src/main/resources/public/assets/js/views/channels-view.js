// <channels-view>: webhooks, chats and trackers; one tested, changed, deleted; what became of the last calls of one.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { deliveryLook } from '../model/tickets.js';
import '../parts/data-table.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { checkChip } from '../parts/state.js';
import { onCard } from '../parts/value.js';
import { when } from './action-columns.js';
import { CHANNELS_URL, channelUrl, deleteChannel, editChannel, newChannel, testChannel } from './channel-forms.js';

const LOOKED_AGAIN = [1_500, 4_000, 10_000]; // milliseconds after a test: no event tells of calls

const fate = ({ state, reply }) => html`${checkChip(deliveryLook(state), t(`delivery.${state}`))}
  ${reply ? html`<span class="said">${reply}</span>` : nothing}`;
const fateAndNext = ({ next, attempt, ...call }) => html`${fate(call)}
  ${next ? html`<span class="dim">${t('delivery.again', { n: attempt })} ${when(next)}</span>` : nothing}`;

const what = ({ apps, least }) => html`${apps.length > 0 ? apps.join(', ') : t('channels.allApps')}
  <span class="dim">${least ? t('person.leastOf', { severity: t(`severity.${least}`) }) : t('person.leastAny')}</span>`;

const CALLS = [
  { key: 'fate', label: () => t('column.fate'), cell: fateAndNext },
  { key: 'tells', label: () => t('column.tells'), cell: ({ tells }) => html`${onCard(t('column.tells'))}${tells}` },
  { key: 'at', label: () => t('column.at'), cell: ({ at }) => when(at) },
];

class ChannelsView extends LitElement {
  static properties = { beside: { attribute: false }, of: { state: true } };
  #timers = [];

  constructor() {
    super();
    this.beside = null;
    this.of = ''; // whose calls are shown
    this.object = new LiveObject(this, () => CHANNELS_URL, () => false); // no event tells of channels
    this.one = new LiveObject(this, () => channelUrl(this.of), () => false);
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.object.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#timers.forEach(clearTimeout);
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  #again = () => {
    this.object.read();
    if (this.of) {
      this.one.read();
    }
  };

  #show(name) {
    this.of = name;
    this.one.read();
  }

  #tested(name) {
    this.#show(name);
    this.#timers.forEach(clearTimeout);
    this.#timers = LOOKED_AGAIN.map((millis) => setTimeout(this.#again, millis));
  }

  #deleted(name) {
    this.of = this.of === name ? '' : this.of;
    this.object.read();
  }

  get #columns() {
    return [
      { key: 'name', label: () => t('channels.name'), cell: (row) => html`<button type="button" class="link name" data-main aria-label=${t('channels.callsOf', { name: row.name })} @click=${() => this.#show(row.name)}>${row.name}</button>` },
      { key: 'kind', label: () => t('column.kind'), cell: ({ kind, enabled }) => html`${t(`channel.${kind}`)} ${enabled ? nothing : html`<b class="lacking">${t('channels.off')}</b>`}` },
      { key: 'to', label: () => t('channels.address'), cell: ({ address, secret }) => html`${address} ${secret ? html`<span class="dim">${t('channels.withSecret', { name: secret })}</span>` : nothing}` },
      { key: 'what', label: () => t('person.least'), cell: what },
      { key: 'fate', label: () => t('channels.last'), cell: ({ calls: [last] }) => (last ? html`${fate(last)} ${when(last.at)}` : html`<span class="dim">${t('channels.never')}</span>`) },
      { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: (row) => this.#acts(row) },
    ];
  }

  #acts(row) {
    const { name, kind, enabled } = row;
    return html`${kind !== 'tracker' && enabled ? html`<button type="button" class="link" aria-label=${t('channels.testOf', { name })} @click=${() => testChannel(name, () => this.#tested(name))}>${t('channels.test')}</button>` : nothing}
      <button type="button" class="link" aria-label=${t('channels.editOf', { name })} @click=${() => editChannel(row, this.#again)}>${t('said.act')}</button>
      <button type="button" class="link" aria-label=${t('channels.deleteOf', { name })} @click=${() => deleteChannel(name, () => this.#deleted(name))}>${t('form.delete')}</button>`;
  }

  render() {
    const { answer, problem } = this.object;
    return html`<header class="view-head"><h1>${t('channels.title')}</h1>${neighbours('channels', this.beside)}
        <button type="button" class="quiet" @click=${() => newChannel(this.#again)}>${t('channels.new')}</button></header>
      <p class="lead">${t('channels.lead')}</p>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer ? this.#table(answer.channels) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}
      ${this.of ? this.#calls() : nothing}`;
  }

  #table(channels) {
    return channels.length === 0
      ? html`<p class="dim">${t('channels.none')}</p>`
      : html`<data-table .kind=${'channels'} .columns=${this.#columns} .rows=${channels.map((one) => ({ ...one, id: one.name }))} .caption=${t('channels.title')}
          .rowClass=${({ calls: [last], enabled }) => `tone-${enabled && last ? deliveryLook(last.state).tone : 'none'}`}></data-table>`;
  }

  #calls() {
    const { answer, problem } = this.one;
    const title = t('channels.callsOf', { name: this.of });
    return html`<section class="page-section" aria-labelledby="h-calls">
      <div class="section-head"><h2 id="h-calls">${title}</h2></div>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer && answer.name === this.of
        ? answer.calls.length === 0
          ? html`<p class="dim" role="status">${t('channels.noCalls')}</p>`
          : html`<data-table .kind=${'channel-calls'} .columns=${CALLS} .rows=${answer.calls} .caption=${title} .rowClass=${({ state }) => `tone-${deliveryLook(state).tone}`}></data-table>`
        : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}
    </section>`;
  }
}

customElements.define('channels-view', ChannelsView);
