// <alert-page>: what is wrong and since when, why, by which rule, on what it hangs, whom it concerns, all that happened to it.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { severityLook } from '../model/alerts.js';
import { alertHref, alertUrl, recordHref, syncHref } from '../model/route.js';
import { syncOf } from '../model/syncs.js';
import { moment, span } from '../model/time.js';
import { fact, filterLink, listOf, pageHead } from '../parts/facts.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { severityChip } from '../parts/state.js';
import { acknowledgeAlerts, withdrawAlerts, withdrawCustom } from './ack-forms.js';
import { when } from './action-columns.js';
import { ackLine, marks, ticketLine, whatIsWrong } from './alert-columns.js';
import './alert-history.js';
import './alert-recipients.js';
import { evidence } from './evidence.js';
import { heldAlerts } from './problem-groups.js';
import { ruleWords } from './rule-words.js';
import { silenceAlerts } from './silence-forms.js';

class AlertPage extends LitElement {
  static properties = { route: { attribute: false }, session: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.object = new LiveObject(this, () => alertUrl(this.#id), ({ type, id }) => type === 'alert' && id === this.#id);
    new PreferenceController(this);
  }

  get #id() {
    return this.route.path.join('/'); // a pasted address may have its slashes as they are
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.object.read();
  }

  willUpdate(changed) {
    if (changed.has('paused')) {
      this.object.pause(this.paused);
    }
  }

  /** The key of acknowledging. */
  act(key) {
    if (key === 'a' && this.object.answer && this.#open) {
      this.#acknowledge();
    }
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  get #open() {
    const { alert, yours } = this.object.answer;
    return yours && alert.state === 'open';
  }

  #acknowledge = () => acknowledgeAlerts([this.object.answer.alert], () => this.object.read());

  #silence = () => silenceAlerts([this.object.answer.alert], () => this.object.read());

  #withdraw = () => withdrawAlerts([this.object.answer.alert], () => this.object.read());

  render() {
    const { answer, problem } = this.object;
    return html`${answer ? nothing : pageHead('alerts', '', this.#id, nothing, null)}
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer ? this.#page(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #page(answer) {
    const { alert, held } = answer;
    const open = alert.state === 'open';
    return html`${pageHead('alerts', alert.kind, whatIsWrong(alert), html`${severityChip(alert.severity)}${marks(alert)}`, open ? alert.since : null, this.#acts(answer))}
      ${alert.acknowledged ? html`${ackLine(alert)}${this.#ackEnds(alert)}` : nothing}
      ${ticketLine(alert)}
      ${alert.silenced ? html`<p class="silenced-line"><b aria-hidden="true">/</b> <silence-line .of=${alert.silencedBy}></silence-line></p>` : nothing}
      ${this.#facts(answer)}
      ${this.#why(answer)}
      ${held.total > 0 ? heldAlerts(alert) : nothing}
      ${this.#told(answer)}
      <alert-history .changes=${answer.changes} .next=${answer.next} .url=${alertUrl(alert.id)}></alert-history>`;
  }

  #acts({ alert, yours }) {
    if (alert.state !== 'open') {
      return nothing;
    }
    if (!yours) {
      return html`<span class="dim">${t('alert.notYours')}</span>`;
    }
    return html`${alert.kind === 'custom'
        ? html`<button type="button" class="quiet" @click=${() => withdrawCustom(alert, () => this.object.read())}>${t('custom.withdraw')}</button>`
        : nothing}
      ${alert.acknowledged ? html`<button type="button" class="quiet" @click=${this.#withdraw}>${t('ack.withdraw')}</button>` : nothing}
      <button type="button" class="quiet" @click=${this.#silence}>${t('silence.together')}</button>
      <button type="button" class="primary" aria-keyshortcuts="a" @click=${this.#acknowledge}>${t('ack.together')}</button>`;
  }

  #ackEnds({ expires, sticky }) {
    return html`<p class="dim ack-ends">${moment(expires) === null ? t('ack.withAlert') : html`${t('ack.until')} ${when(expires)}`}${
      sticky ? html` · ${t('ack.sticks')}` : nothing}</p>`;
  }

  #facts({ alert, root }) {
    const { service, node, cluster, apps, env, kind, state, episode, occurrence, raised, resolved, reason, heldBy } = alert;
    return html`<dl class="facts">
      ${fact(t('column.state'), html`${t(`alert.state.${state}`)}${reason ? html` <span class="dim">${t(`alert.reason.${reason}`)}</span>` : nothing}`)}
      ${fact(t('column.service'), service ? serviceLink({ cluster, service }) : '')}
      ${fact(t('column.node'), node ? nodeLink(cluster, node, false, false) : '')}
      ${fact(t('sync.copy'), syncOf(alert) ? html`<a href=${syncHref(syncOf(alert))}>${alert.detail}</a>` : '')}
      ${fact(t('column.app'), listOf(apps.map((app) => html`<a href=${recordHref('apps', app)}>${app}</a>`)))}
      ${fact(t('column.env'), filterLink('alerts', 'env', env))}
      ${fact(t('column.kind'), filterLink('alerts', 'kind', kind))}
      ${fact(t('column.raised'), when(raised))}
      ${fact(t('alert.resolvedAt'), resolved ? when(resolved) : '')}
      ${fact(t('column.lasted'), resolved ? span(moment(resolved) - moment(alert.since), t('unit.day')) : '')}
      ${fact(t('alert.episode'), t('alert.episodeOf', { episode, n: occurrence }))}
      ${fact(t('alert.heldBy'), heldBy ? html`<a href=${alertHref(heldBy)}>${root ? whatIsWrong(root) : heldBy}</a>` : '')}
    </dl>`;
  }

  #why({ alert, evidence: records, rule }) {
    const { tone } = severityLook(alert.severity);
    return html`<section class="page-section" aria-labelledby="h-why">
      <div class="section-head"><h2 id="h-why">${t('alert.why')}</h2></div>
      <div class="why tone-${tone}">
        <p class="rule">${ruleWords(rule, alert)} <a href="#/rules">${t('rules.link')}</a></p>
        ${Object.keys(alert.facts).length > 0
          ? html`<dl class="facts">${Object.entries(alert.facts).map(([name, value]) => fact(name, value))}</dl>`
          : nothing}
        ${evidence(records)}
      </div>
    </section>`;
  }

  #told({ alert, told }) {
    return html`<section class="page-section" aria-labelledby="h-told">
      <div class="section-head"><h2 id="h-told">${t('alert.told')}</h2></div>
      <alert-recipients .of=${alert} .told=${told}></alert-recipients>
    </section>`;
  }
}

customElements.define('alert-page', AlertPage);
