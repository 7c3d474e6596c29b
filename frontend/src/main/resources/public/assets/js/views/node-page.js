// <node-page>: a node's state, what it is made of, the services on it.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { rowTone } from '../model/availability.js';
import { formatTerm } from '../model/filter.js';
import { bytes, place } from '../model/format.js';
import { formatRoute, recordHref } from '../model/route.js';
import { moment } from '../model/time.js';
import '../parts/data-table.js';
import { fact, filterLink, listOf, pageHead } from '../parts/facts.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { nodeChip } from '../parts/state.js';
import { skew, SKEW_ALERT_MILLIS } from './node-columns.js';
import './people-section.js';
import { filterFromPage, unsorted } from './page-tables.js';
import { INSTANCES_OF_NODE } from './service-columns.js';

class NodePage extends LitElement {
  static properties = { route: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.columns = unsorted(INSTANCES_OF_NODE);
    this.object = new LiveObject(this, () => `/api/v1/nodes/${this.route.path.map(encodeURIComponent).join('/')}`, (event) =>
      this.#concerns(event),
    );
    new PreferenceController(this);
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

  #page({ node, instances }) {
    return html`${pageHead('nodes', node.cluster, node.node, nodeChip(node.state), node.since)}
      ${this.#facts(node)}
      <section class="page-section" aria-labelledby="h-instances">
        <div class="section-head"><h2 id="h-instances">${t('node.services')}</h2>
          <a href=${formatRoute({ view: 'actions', q: [formatTerm('node', '=', node.node)] })}>${t('node.actions')}</a></div>
        ${instances.length === 0
          ? html`<p class="dim">${t('node.noServices')}</p>`
          : html`<data-table .kind=${'of-node'} .columns=${this.columns} .rows=${instances} .caption=${t('node.services')}
              .rowClass=${(row) => `tone-${rowTone(row)}`} @table-filter=${filterFromPage('services')}></data-table>`}
      </section>
      <people-section .view=${'nodes'} .path=${this.route.path}></people-section>`;
  }

  #facts(node) {
    const skewed = Math.abs(node.skewMillis ?? 0) > SKEW_ALERT_MILLIS;
    const machine = [node.manufacturer, node.model].filter(Boolean).join(' ');
    const cpu = [node.cpuThreads || '', node.cpuModel].filter(Boolean).join(' × ');
    return html`<dl class="facts">
      ${fact(t('column.lastSeen'), moment(node.lastSeen) === null ? '' : html`<since-time .at=${moment(node.lastSeen)}></since-time>`)}
      ${fact(t('node.clock'), skewed ? html`<span class="flag f-skew"><b aria-hidden="true">!</b> ${skew(node.skewMillis)}</span>` : '')}
      ${fact(t('column.flags'), node.frozen ? html`<span class="flag f-frozen"><b aria-hidden="true">*</b> ${t('flag.frozen')}</span>` : '')}
      ${fact(t('column.nodeEnv'), filterLink('nodes', 'env', node.env))}
      ${fact(t('column.site'), filterLink('nodes', 'site', node.site))}
      ${fact(t('column.team'), filterLink('nodes', 'team', node.team))}
      ${fact(t('column.app'), node.app ? html`<a href=${recordHref('apps', node.app)}>${node.app}</a>` : '')}
      ${fact(t('column.responsibles'), listOf([...new Set(node.responsibles)].map((name) => filterLink('nodes', 'responsibles', name))))}
      ${fact(t('column.location'), place(node.location))}
      ${fact(t('column.os'), [node.os, node.osVersion].filter(Boolean).join(' '))}
      ${fact(t('node.kernel'), [node.kernel, node.arch].filter(Boolean).join(' '))}
      ${fact(t('column.model'), machine)}
      ${fact(t('node.serial'), node.serial)}
      ${fact(t('column.cpu'), cpu)}
      ${fact(t('column.memory'), bytes(node.memoryBytes))}
      ${fact(t('node.addresses'), listOf(node.addresses ?? []))}
      ${fact(t('column.agent'), filterLink('nodes', 'agentVersion', node.agentVersion))}
    </dl>`;
  }
}

customElements.define('node-page', NodePage);
