// <silences-view>: what people have muted: now, to come, over. One of them alone when its address is asked for.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { go } from '../app/navigation.js';
import { formatRoute } from '../model/route.js';
import { arranged, isGlobal, phaseOf } from '../model/silences.js';
import '../parts/data-table.js';
import { emptyState } from '../parts/data-table.js';
import '../parts/list-section.js';
import { LiveObject } from '../parts/live-object.js';
import { neighbours } from '../parts/neighbours.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { serverNow } from '../net/api.js';
import { ALERTS, operates } from './kinds.js';
import { ALERTS_HELD } from './alert-columns.js';
import { unsorted } from './page-tables.js';
import { SILENCE_COLUMNS } from './silence-columns.js';
import { deleteSilence, editSilence, endSilence, muteEverything, newSilence } from './silence-forms.js';

const EVERY_MILLIS = 10_000;
const AGAIN_MILLIS = 1000;
const TONES = { now: 'warn', coming: 'standby', ended: 'none' };
const SILENCED = { ...ALERTS, sectionColumns: unsorted(ALERTS_HELD), title: () => t('silence.alerts') };

class SilencesView extends LitElement {
  static properties = {
    route: { attribute: false },
    session: { attribute: false },
    beside: { attribute: false },
    paused: { attribute: false },
  };
  #timer = null;

  constructor() {
    super();
    this.beside = null;
    this.object = new LiveObject(this, () => '/api/v1/silences', ({ type }) => type === 'alert', AGAIN_MILLIS);
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => !this.paused && !document.hidden && this.object.read(), EVERY_MILLIS); // no event tells of silences
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  firstUpdated() {
    this.object.read();
  }

  willUpdate(changed) {
    if (changed.has('paused')) {
      this.object.pause(this.paused);
    }
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  get #one() {
    return this.route.path.join('/');
  }

  #again = () => this.object.read();

  #columns = [...SILENCE_COLUMNS, { key: 'acts', label: () => html`<span class="hidden-text">${t('said.act')}</span>`, cell: (silence) => this.#acts(silence) }];

  #acts(silence) {
    if (!silence.editable) {
      return nothing;
    }
    const about = silence.comment.slice(0, 80);
    const button = (word, act) => html`<button type="button" class="link" aria-label="${word}: ${about}" @click=${() => act(silence, this.#again)}>${word}</button>`;
    return html`${button(t('said.act'), editSilence)}${silence.inForce ? button(t('silence.endNow'), endSilence) : nothing}${button(t('silence.delete'), deleteSilence)}`;
  }

  render() {
    const { answer, problem } = this.object;
    return html`<header class="view-head"><h1>${t('silence.title')}</h1>${neighbours('silences', this.beside)}${this.#makers()}</header>
      <p class="lead">${t('silence.lead')}</p>
      ${problem ? problemPanel(problem, this.#again) : nothing}
      ${answer ? this.#list(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #makers() {
    if (!operates(this.session)) {
      return nothing;
    }
    return html`<span class="acts"><button type="button" class="quiet" @click=${() => newSilence({}, this.#again)}>${t('silence.newButton')}</button>
      ${this.session.role === 'administrator'
        ? html`<button type="button" class="quiet danger" @click=${() => muteEverything(this.#again)}>${t('silence.muteEverythingButton')}</button>`
        : nothing}</span>`;
  }

  #list(all) {
    const one = this.#one;
    const rows = one ? all.filter(({ id }) => id === one) : arranged(all, serverNow());
    if (rows.length === 0) {
      return one
        ? html`<div class="empty"><p class="empty-title">${t('silence.gone')}</p><p><a href=${formatRoute({ view: 'silences' })}>${t('silence.allOfThem')}</a></p></div>`
        : emptyState(false, null, { title: t('silence.empty'), hint: t('silence.emptyHint') });
    }
    return html`${one ? html`<p class="crumbs"><a href=${formatRoute({ view: 'silences' })}>${t('silence.allOfThem')}</a></p>` : nothing}<data-table
      .kind=${'silences'} .columns=${this.#columns} .rows=${rows} .caption=${t('silence.title')}
      .heads=${one ? new Map() : this.#heads(rows)} .expanded=${new Set(one ? [one] : this.route.open)}
      .detail=${(silence) => this.#detail(silence)}
      .rowClass=${(silence) => this.#look(silence)} @table-toggle=${({ detail }) => this.#toggle(detail)}></data-table>`;
  }

  #look(silence) {
    const phase = phaseOf(silence, serverNow());
    return `tone-${phase === 'now' && isGlobal(silence) ? 'down' : TONES[phase]} ${phase === 'ended' ? 'known' : ''}`;
  }

  #heads(rows) {
    const now = serverNow();
    const heads = new Map();
    for (const [index, silence] of rows.entries()) {
      const phase = phaseOf(silence, now);
      if (index === 0 || phaseOf(rows[index - 1], now) !== phase) {
        const count = rows.filter((other) => phaseOf(other, now) === phase).length;
        heads.set(silence.id, html`<span class="group-head">${t(`silence.phase.${phase}`)} <span class="dim">${number(count)}</span></span>`);
      }
    }
    return heads;
  }

  #detail({ id, comment }) {
    return html`<p class="comment">${comment}</p>
      <list-section .kind=${SILENCED} .route=${{ view: 'alerts', q: ['state=open', `silencedBy=${id}`] }} .none=${t('silence.hitsNone')}></list-section>`;
  }

  #toggle(id) {
    const open = this.route.open.includes(id) ? this.route.open.filter((other) => other !== id) : [...this.route.open, id];
    go({ open }, { replace: true });
  }
}

customElements.define('silences-view', SilencesView);
