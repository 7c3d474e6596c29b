// <alert-recipients>: who would be told of an alert now, who would not, who else later, and why.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { alertUrl } from '../model/route.js';
import { get } from '../net/api.js';
import { fact } from '../parts/facts.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { whoList } from '../parts/who.js';
import { seconds } from './rule-words.js';

/** responsible, manager, told before, channel and chain 1 in words; a word of a newer version as it is. */
export function whyWords(why) {
  const [, step] = /^chain (\d+)$/.exec(why) ?? [];
  return step ? t('told.why.chain', { step }) : ['responsible', 'manager', 'told before', 'channel'].includes(why) ? t(`told.why.${why}`) : why;
}

class AlertRecipients extends LitElement {
  static properties = { of: { attribute: false }, told: { attribute: false }, answer: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.of = null; // row of the alert
    this.told = null; // who answers for it
    this.answer = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  // what the alert is may change who is told
  willUpdate(changed) {
    if (changed.has('of') && this.of?.n !== changed.get('of')?.n) {
      this.#read();
    }
  }

  async #read() {
    try {
      this.answer = await get(`${alertUrl(this.of.id)}/recipients`);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.problem) {
      return problemPanel(this.problem, () => this.#read());
    }
    return this.answer ? this.#facts(this.answer) : html`<p class="loading" role="status">${t('list.loading')}</p>`;
  }

  #facts({ quiet, to, leftOut, more, chain, ticketAfterSeconds }) {
    const { who, managers } = this.told;
    return html`<dl class="facts">
      ${fact(t('who.responsibles'), html`${managers ? html`<span class="dim">${t('alert.managers')}</span> ` : nothing}${whoList(who, null)}`)}
      ${fact(t('alert.toldNow'), html`${quiet ? html`<b>${t(`alert.quiet.${quiet}`)}</b> <span class="dim">${t('told.otherwise')}</span>` : nothing}${this.#people(to, leftOut)}${more > 0 ? html`<div class="dim">${t('told.more', { n: more })}</div>` : nothing}`)}
      ${chain.map((step) => fact(t('told.after', { time: seconds(step.afterSeconds) }), this.#people(step.to, step.leftOut)))}
      ${fact(t('told.ticket'), ticketAfterSeconds === null ? t('told.never') : html`${t('told.ticketAfter', { time: seconds(ticketAfterSeconds) })} <a href="#/ticket-rules">${t('ticketRules.title')}</a>`)}
    </dl>`;
  }

  #people(to, leftOut) {
    return html`<ul class="told-list">${to.map(({ person, mail, why, channel }) => html`<li><b>${person}</b> <span>${channel === 'mail' ? mail : t(`channel.${channel}`)}</span> <span class="dim">${whyWords(why)}</span></li>`)}
      ${leftOut.map(({ person, why }) => html`<li class="not"><b>${person}</b> <span class="lacking">${t(`told.not.${why}`)}</span></li>`)}
      ${to.length + leftOut.length === 0 ? html`<li class="lacking">${t('told.nobody')}</li>` : nothing}</ul>`;
  }
}

customElements.define('alert-recipients', AlertRecipients);
