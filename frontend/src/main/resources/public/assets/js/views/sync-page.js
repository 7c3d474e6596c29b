// <sync-page>: one copy: how old it is, what its runs sent and how long they took.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import { bytes } from '../model/format.js';
import { alertHref, formatRoute, recordHref, syncUrl } from '../model/route.js';
import { alertOf, sendings, speed } from '../model/syncs.js';
import { duration, moment, span } from '../model/time.js';
import '../parts/data-table.js';
import { fact, filterLink, pageHead } from '../parts/facts.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import '../parts/runs-chart.js';
import { actionChip } from '../parts/state.js';
import { onCard } from '../parts/value.js';
import { when } from './action-columns.js';
import { age, due, sent, syncChip } from './sync-columns.js';

const actionHref = (id) => formatRoute({ view: 'actions', q: [formatTerm('id', '=', id)], open: [id] });

const COLUMNS = [
  { key: 'status', label: () => t('column.status'), cell: ({ status }) => actionChip(status) },
  { key: 'begin', label: () => t('column.begin'), cell: ({ begin, action }) => (action ? html`<a href=${actionHref(action)} title=${t('sync.toAction')}>${when(begin)}</a>` : when(begin)) },
  { key: 'duration', label: () => t('column.duration'), cell: ({ begin, end }) => html`${onCard(t('action.took'))}${duration(moment(end) - moment(begin), t('unit.day'))}` },
  { key: 'bytes', label: () => t('column.bytes'), cell: (run) => bytes(run.bytes) },
  { key: 'speed', label: () => t('column.speed'), cell: (run) => speed(run.bytesPerSecond) },
  { key: 'files', label: () => t('column.files'), cell: ({ files }) => (files ? html`${number(files)} <span class="on-card">${t('sync.files')}</span>` : '') },
  { key: 'reason', label: () => t('column.reason'), cell: ({ reason }) => html`<span title=${reason}>${reason}</span>` },
  { key: 'node', label: () => t('column.node'), cell: ({ node, cluster }) => nodeLink(cluster, node, false, true) },
];

class SyncPage extends LitElement {
  static properties = { route: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.object = new LiveObject(this, () => syncUrl(this.#id), ({ type, id }) => type === 'sync' && id === this.#id);
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

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  render() {
    const { answer, problem } = this.object;
    return html`${answer ? nothing : pageHead('syncs', '', this.#id)}
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer ? this.#page(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #page({ sync, runs, more }) {
    const to = sync.state === 'ok' ? syncChip(sync) : html`<a href=${alertHref(alertOf(sync))} title=${t('check.toAlert')}>${syncChip(sync)}</a>`;
    return html`${pageHead('syncs', sync.cluster, t('sync.name', sync), to, sync.state === 'ok' ? null : sync.since)}
      ${this.#facts(sync)}
      <section class="page-section" aria-labelledby="h-runs">
        <div class="section-head"><h2 id="h-runs">${t('sync.runs')} <span class="dim">${number(runs.length)}${more ? '+' : ''}</span></h2></div>
        ${runs.length === 0 ? html`<p class="dim">${t('sync.noRuns')}</p>` : this.#runs(sync, runs)}
      </section>`;
  }

  #facts(sync) {
    return html`<dl class="facts">
      ${fact(t('column.age'), html`<span class="tone-${sync.state === 'ok' ? 'up' : sync.state === 'failed' ? 'warn' : 'down'}">${age(sync)}</span>`)}
      ${fact(t('column.lastGood'), sync.lastGood ? when(sync.lastGood) : t('sync.none'))}
      ${fact(t('column.maxDelay'), sync.maxDelaySeconds ? span(sync.maxDelaySeconds * 1000, t('unit.day')) : t('sync.noLimit'))}
      ${fact(t('column.nextDue'), sync.nextDue ? due(sync) : '')}
      ${fact(t('column.service'), serviceLink(sync))}
      ${fact(t('column.source'), sync.source ? nodeLink(sync.cluster, sync.source, false, false) : '')}
      ${fact(t('column.target'), html`${nodeLink(sync.cluster, sync.target, false, false)}${sync.disaster
        ? html` <span class="flag f-disaster" title=${t('sync.disasterHint')}>${t('sync.disaster')}</span>`
        : nothing}`)}
      ${fact(t('column.site'), filterLink('syncs', 'site', sync.site))}
      ${fact(t('column.lastRun'), html`${sent(sync)}${sync.reason ? html` <span class="dim">${sync.reason}</span>` : nothing}`)}
      ${fact(t('column.snapshot'), sync.snapshot)}
      ${fact(t('column.app'), sync.app ? html`<a href=${recordHref('apps', sync.app)}>${sync.app}</a>` : '')}
      ${fact(t('column.env'), filterLink('syncs', 'env', sync.env))}
    </dl>`;
  }

  #runs({ cluster, rid, service, target }, runs) {
    const sendingsOf = sendings(runs);
    return html`${sendingsOf.length > 1
        ? html`<div class="runs-box"><runs-chart .sent=${sendingsOf} .label=${t('sync.chart', { rid, service, target })}></runs-chart></div>`
        : nothing}
      <data-table .kind=${'runs'} .columns=${COLUMNS} .rows=${runs.map((run) => ({ ...run, cluster }))} .caption=${t('sync.runs')}
        .rowClass=${({ status }) => (status === 'err' ? 'tone-down' : status === 'warn' ? 'tone-warn' : 'tone-none')}></data-table>`;
  }
}

customElements.define('sync-page', SyncPage);
