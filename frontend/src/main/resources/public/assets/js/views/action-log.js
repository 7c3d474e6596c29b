// <action-log>: the lines of one action, Begin / End / Pid / Log as in 2010; follows the action while it runs.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { levelTone } from '../model/availability.js';
import { get } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { when } from './action-columns.js';

class ActionLog extends LitElement {
  static properties = { action: { attribute: false }, answer: { state: true }, problem: { state: true } };
  #read = '';

  constructor() {
    super();
    this.answer = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate() {
    const version = `${this.action.id} ${this.action.n}`;
    if (version !== this.#read) {
      this.#read = version;
      this.#load(version);
    }
  }

  async #load(version) {
    try {
      const answer = await get(`/api/v1/actions/${encodeURIComponent(this.action.id)}`);
      if (version === this.#read) {
        this.answer = answer;
        this.problem = null;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.problem) {
      return problemPanel(this.problem, () => this.#load(this.#read));
    }
    if (!this.answer) {
      return html`<p class="loading">${t('list.loading')}</p>`;
    }
    const { log } = this.answer;
    const { command } = this.answer.action;
    return html`${command ? html`<p class="command"><code>${command}</code></p>` : nothing}
      ${log.length === 0
        ? html`<p class="dim">${t('action.noLines')}</p>`
        : html`<table class="log">
            <caption class="hidden-text">${t('column.log')}</caption>
            <thead><tr>
              <th scope="col">${t('column.begin')}</th><th scope="col">${t('column.end')}</th><th scope="col">${t('column.pid')}</th>
              <th scope="col">${t('column.rid')}</th><th scope="col">${t('column.log')}</th>
            </tr></thead>
            <tbody>${log.map((line) => this.#line(line))}</tbody>
          </table>`}`;
  }

  #line({ begin, end, pid, rid, level, text }) {
    const bad = level === 'warn' || level === 'error';
    const known = bad && this.action.acknowledged;
    return html`<tr class="tone-${known ? 'none' : levelTone(level)} ${known ? 'acked' : ''}">
      <td class="l-begin">${when(begin)}</td>
      <td class="l-end">${when(end)}</td>
      <td class="l-pid">${pid || ''}</td>
      <td class="l-rid">${rid}</td>
      <td class="l-text">${bad ? html`<b class="level">${level}</b> ` : nothing}${text}</td>
    </tr>`;
  }
}

customElements.define('action-log', ActionLog);
