// <node-page>: a node's state, what it is made of, the services on it.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { rowTone } from '../model/availability.js';
import { formatTerm } from '../model/filter.js';
import { bytes, place } from '../model/format.js';
import { formatRoute, recordHref } from '../model/route.js';
import { moment } from '../model/time.js';
import { get } from '../net/api.js';
import '../parts/data-table.js';
import { fact, filterLink, listOf, pageHead } from '../parts/facts.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { nodeChip } from '../parts/state.js';
import { when } from './action-columns.js';
import { alertsOf, ALERTS_OF_ITS_NODE } from './alert-sections.js';
import { CHECKS_OF_ITS_NODE, CHECKS_OF_OWN_NODE, checksOf } from './check-sections.js';
import { formerNames, nowCalled, sayFormerName, underAnyName } from './former-names.js';
import { operates } from './kinds.js';
import { endDay, levels, skew, SKEW_ALERT_MILLIS } from './node-columns.js';
import './people-section.js';
import { filterFromPage, unsorted } from './page-tables.js';
import './request-acts.js';
import { retireNode } from './retire-forms.js';
import { editSaid, saidUrl } from './said-forms.js';
import { silenceThing } from './silence-forms.js';
import { INSTANCES_OF_NODE } from './service-columns.js';

class NodePage extends LitElement {
  static properties = { route: { attribute: false }, session: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.columns = unsorted(INSTANCES_OF_NODE);
    this.object = new LiveObject(this, () => `/api/v1/nodes/${this.route.path.map(encodeURIComponent).join('/')}`, (event) =>
      this.#concerns(event),
    );
    this.of = null; // what requests from here concern
    this.said = null; // what people say, beside what the agent says
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.object.read();
    this.#readSaid();
  }

  async #readSaid() {
    try {
      this.said = await get(saidUrl(this.route.path));
    } catch (problem) {
      this.object.problem = problem;
    }
    this.requestUpdate();
  }

  #edit() {
    editSaid(this.route.path, this.said, () => this.#again());
  }

  #again() {
    this.object.read();
    this.#readSaid();
  }

  willUpdate(changed) {
    this.of ??= { nodes: [this.route.path.join('/')] };
    if (changed.has('paused')) {
      this.object.pause(this.paused);
    }
  }

  #concerns({ type, id }) {
    const [cluster, node] = this.route.path;
    return type === 'node' ? id === `${cluster}/${node}` : type === 'instance' && id.startsWith(`${cluster}/`) && id.endsWith(`@${node}`);
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  render() {
    const { answer, problem } = this.object;
    const [cluster, name] = this.route.path;
    return html`${answer ? nothing : pageHead('nodes', cluster, name ?? '', nothing, null)}
    ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
    ${answer ? this.#page(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #page({ node, formerly, now, instances }) {
    return html`${pageHead('nodes', node.cluster, node.node, nodeChip(node.state), node.since, this.#acts(node, instances))}
      ${nowCalled(now)}${node.state === 'retired' ? nothing : html`<request-acts .of=${this.of} .session=${this.session}></request-acts>`}${this.#facts(node, formerly)}
      ${this.#impacts(node)}
      <section class="page-section" aria-labelledby="h-instances">
        <div class="section-head"><h2 id="h-instances">${t('node.services')}</h2>
          <a href=${formatRoute({ view: 'actions', q: [underAnyName('node', node.node, formerly)] })}>${t('node.actions')}</a></div>
        ${instances.length === 0
          ? html`<p class="dim">${t('node.noServices')}</p>`
          : html`<data-table .kind=${'of-node'} .columns=${this.columns} .rows=${instances} .caption=${t('node.services')}
              .rowClass=${(row) => `tone-${rowTone(row)}`} @table-filter=${filterFromPage('services')}></data-table>`}
      </section>
      <list-section .kind=${ALERTS_OF_ITS_NODE} .route=${alertsOf('node', node.cluster, node.node)} .paused=${this.paused}
        .none=${t('alert.noneOfNode')}></list-section>
      <list-section .kind=${this.said?.editable ? CHECKS_OF_OWN_NODE : CHECKS_OF_ITS_NODE} .route=${checksOf(node.cluster, node.node)} .paused=${this.paused}
        .none=${t('checks.noneOfNode')}></list-section>
      <people-section .view=${'nodes'} .path=${this.route.path}></people-section>`;
  }

  #acts(node, instances) {
    const administers = this.session?.role === 'administrator';
    return html`${operates(this.session) && node.state !== 'retired'
        ? html`<button type="button" class="quiet" @click=${() => silenceThing('node', node.cluster, node.node)}>${t('silence.together')}</button>`
        : nothing}
      ${administers && node.state !== 'retired'
        ? html`<button type="button" class="quiet" @click=${() => sayFormerName('nodes', this.route.path, () => this.#again())}>${t('former.button')}</button>`
        : nothing}
      ${this.said?.editable ? html`<button type="button" class="quiet" @click=${this.#edit}>${t('said.act')}</button>` : nothing}
      ${administers && node.state !== 'retired'
        ? html`<button type="button" class="quiet danger" @click=${() => retireNode(node, instances.length, () => this.object.read())}>${t('retire.button')}</button>`
        : nothing}`;
  }

  // from the smallest to the greatest of what may fail
  #impacts(node) {
    const { site, rack, enclosure, power = [] } = node;
    const term = (field) => (node[field] ? [formatTerm(field, '=', node[field])] : []);
    const at = [...term('room'), ...term('building'), ...term('site')];
    const link = (route, word) => html`<a class="quiet" href=${formatRoute({ view: 'impact', ...route })}>${word}</a>`;
    return html`<section class="page-section impacts" aria-labelledby="h-impact"><h2 id="h-impact">${t('impact.without')}</h2>
      ${link({ q: [formatTerm('id', '=', node.id)] }, t('impact.thisNode'))}
      ${enclosure ? link({ q: [...term('enclosure'), ...term('rack'), ...at] }, `${t('said.enclosure')} ${enclosure}`) : nothing}
      ${rack ? link({ q: [...term('rack'), ...at] }, `${t('said.rack')} ${rack}`) : nothing}
      ${power.map((feed) => link({ q: term('site'), power: [feed] }, t('impact.feed', { name: feed })))}
      ${site ? link({ q: term('site') }, `${t('said.site')} ${site}`) : nothing}
    </section>`;
  }

  // where people say otherwise, what the agent says stays readable
  #otherwise(field) {
    const { said, agent } = this.said ?? {};
    return said?.[field] && agent[field] && said[field] !== agent[field]
      ? html` <span class="dim">(${t('said.agent', { value: agent[field] })})</span>`
      : nothing;
  }

  #said(node, field, label = t(`said.${field}`)) {
    return fact(label, node[field] ? html`${filterLink('nodes', field, node[field])}${this.#otherwise(field)}` : '');
  }

  #facts(node, formerly) {
    const skewed = Math.abs(node.skewMillis ?? 0) > SKEW_ALERT_MILLIS;
    const machine = [node.manufacturer, node.model].filter(Boolean).join(' ');
    const cpu = [node.cpuThreads || '', node.cpuModel].filter(Boolean).join(' × ');
    return html`<dl class="facts">
      ${fact(t('column.lastSeen'), moment(node.lastSeen) === null ? '' : html`<since-time .at=${moment(node.lastSeen)}></since-time>`)}
      ${fact(t('node.clock'), skewed ? html`<span class="flag f-skew"><b aria-hidden="true">!</b> ${skew(node.skewMillis)}</span>` : '')}
      ${fact(t('column.flags'), node.frozen ? html`<span class="flag f-frozen"><b aria-hidden="true">*</b> ${t('flag.frozen')}</span>` : '')}
      ${fact(t('column.maintenanceUntil'), moment(node.maintenanceUntil) === null
        ? ''
        : html`<span class="flag f-maintenance"><b aria-hidden="true">/</b> ${when(node.maintenanceUntil)}</span> ${node.maintenanceComment} <span class="dim">(${node.maintenanceBy})</span>`)}
      ${fact(t('column.nodeEnv'), filterLink('nodes', 'env', node.env))}
      ${fact(t('node.requests'), (node.requests ?? []).map((action) => t(`request.do.${action}`)).join(', '))}
      ${formerNames(formerly, true)}
      ${this.#said(node, 'site')}
      ${['building', 'room', 'rack', 'enclosure', 'slot'].map((level) => this.#said(node, level))}
      ${fact(t('said.power'), listOf((node.power ?? []).map((feed) => filterLink('nodes', 'power', feed))))}
      ${levels(node).length === 0 ? fact(t('column.location'), place(node.location)) : nothing}
      ${this.#said(node, 'team')}
      ${fact(t('column.app'), node.app ? html`<a href=${recordHref('apps', node.app)}>${node.app}</a>` : '')}
      ${fact(t('column.responsibles'), listOf([...new Set(node.responsibles)].map((name) => filterLink('nodes', 'responsibles', name))))}
      ${fact(t('said.maintenanceEnd'), endDay(node.maintenanceEnd))}
      ${fact(t('said.warrantyEnd'), endDay(node.warrantyEnd))}
      ${fact(t('column.os'), [node.os, node.osVersion].filter(Boolean).join(' '))}
      ${fact(t('node.kernel'), [node.kernel, node.arch].filter(Boolean).join(' '))}
      ${fact(t('column.model'), machine)}
      ${this.#said(node, 'serial')}
      ${this.#said(node, 'asset')}
      ${fact(t('column.cpu'), cpu)}
      ${fact(t('column.memory'), bytes(node.memoryBytes))}
      ${fact(t('node.addresses'), listOf((node.address ?? []).map((one) => filterLink('nodes', 'address', one))))}
      ${fact(t('column.agent'), filterLink('nodes', 'agentVersion', node.agentVersion))}
      ${fact(t('said.comment'), node.comment)}
    </dl>`;
  }
}

customElements.define('node-page', NodePage);
