// <alert-history>: every transition of an alert, in all its episodes, newest first; the older ones on demand.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { severityLook } from '../model/alerts.js';
import { alertHref } from '../model/route.js';
import { get } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { severityChip } from '../parts/state.js';
import { when } from './action-columns.js';

class AlertHistory extends LitElement {
  static properties = {
    changes: { attribute: false },
    next: { attribute: false },
    url: { attribute: false },
    older: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.changes = [];
    this.next = null;
    this.older = null; // {changes, next}, once somebody asked
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  async #more(before) {
    try {
      const { changes, next } = await get(`${this.url}?before=${encodeURIComponent(before)}`);
      this.older = { changes: [...(this.older?.changes ?? []), ...changes], next };
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const seen = new Set();
    const all = [...this.changes, ...(this.older?.changes ?? [])].filter(({ at, n }) => !seen.has(`${at} ${n}`) && seen.add(`${at} ${n}`));
    const next = this.older ? this.older.next : this.next;
    return html`<section class="page-section" aria-labelledby="h-history">
      <div class="section-head"><h2 id="h-history">${t('alert.history')}</h2></div>
      <ol class="history">${all.map((change, index) => this.#change(change, all[index + 1]))}</ol>
      ${this.problem ? problemPanel(this.problem, () => this.#more(next)) : nothing}
      ${next ? html`<button type="button" class="quiet" @click=${() => this.#more(next)}>${t('alert.older')}</button>` : nothing}
    </section>`;
  }

  #change(change, before) {
    const { move, at, severity, episode, occurrence, reason } = change;
    const tone = move === 'resolved' ? 'up' : severityLook(severity).tone;
    return html`<li class="tone-${tone}">
      <span class="h-at">${when(at)}</span>
      <span class="h-move"><b>${t(`alert.move.${move}`)}</b>${reason ? html` <span class="dim">${t(`alert.reason.${reason}`)}</span>` : nothing}
        ${!before || before.severity !== severity ? severityChip(severity) : nothing}
        ${!before || before.episode !== episode || before.occurrence !== occurrence
          ? html`<span class="dim">${t('alert.episodeOf', { episode, n: occurrence })}</span>`
          : nothing}
        ${this.#aside(change)}</span>
    </li>`;
  }

  #aside({ move, acknowledged, comment, heldBy, evidence }) {
    const cause = evidence.at(-1)?.cause;
    return html`${move === 'acknowledged' ? html`<span class="h-said">${t('alert.said', { who: acknowledged, comment })}</span>` : nothing}
      ${move === 'held' ? html`<a href=${alertHref(heldBy)}>${heldBy}</a>` : nothing}
      ${cause ? html`<code class="dim" title=${t('evidence.record')}>${cause}</code>` : nothing}`;
  }
}

customElements.define('alert-history', AlertHistory);
