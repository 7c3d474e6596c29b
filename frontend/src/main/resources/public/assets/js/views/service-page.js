// <service-page>: status now, instances, resources, recent actions, timeline, configuration.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { go } from '../app/navigation.js';
import { rowTone } from '../model/availability.js';
import { groupConfigs } from '../model/configs.js';
import { formatTerm } from '../model/filter.js';
import { formatRoute, recordHref } from '../model/route.js';
import { moment } from '../model/time.js';
import '../parts/data-table.js';
import { fact, filterLink, listOf, pageHead } from '../parts/facts.js';
import { LiveObject } from '../parts/live-object.js';
import { nodeLink } from '../parts/links.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { flagChips, statusCell } from '../parts/state.js';
import './action-log.js';
import { formerNames, sayFormerName, underAnyName } from './former-names.js';
import { ackedClass, ACTIONS_OF_SERVICE, actionTone, when } from './action-columns.js';
import { ackLine } from './alert-columns.js';
import { alertsOf, ALERTS_OF_ITS_SERVICE } from './alert-sections.js';
import { operates } from './kinds.js';
import { instanceResources } from './resource-tree.js';
import { INSTANCES_OF_SERVICE, whereItRuns } from './service-columns.js';
import './people-section.js';
import './request-acts.js';
import { retireService } from './retire-forms.js';
import { silenceThing } from './silence-forms.js';
import { SYNCS_OF_ITS_SERVICE, syncsOf } from './sync-sections.js';
import { ticketsOfService } from './ticket-sections.js';
import './timeline-section.js';
import { filterFromPage, unsorted } from './page-tables.js';

class ServicePage extends LitElement {
  static properties = { route: { attribute: false }, session: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.expanded = new Set();
    this.of = null; // what requests from here concern
    this.instanceColumns = unsorted(INSTANCES_OF_SERVICE);
    this.actionColumns = unsorted(ACTIONS_OF_SERVICE);
    this.object = new LiveObject(this, () => `/api/v1/services/${this.route.path.map(encodeURIComponent).join('/')}`, (event) =>
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
    this.of ??= { services: [this.route.path.join('/')] };
    if (changed.has('paused')) {
      this.object.pause(this.paused);
    }
  }

  #concerns({ type, id, row }) {
    const [cluster, service] = this.route.path;
    const own = `${cluster}/${service}`;
    switch (type) {
      case 'instance':
        return id.startsWith(`${own}@`);
      case 'service':
        return id === own;
      default:
        return type === 'action' && row?.cluster === cluster && row.service === service;
    }
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  render() {
    const { answer, problem } = this.object;
    const [cluster, name] = this.route.path;
    return html`${answer ? nothing : pageHead('services', cluster, name ?? '', nothing, null)}
    ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
    ${answer ? this.#page(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #acts(service) {
    const silences = operates(this.session)
      ? html`<button type="button" class="quiet" @click=${() => silenceThing('service', service.cluster, service.service)}>${t('silence.together')}</button>`
      : nothing;
    return this.session?.role === 'administrator'
      ? html`${silences}<button type="button" class="quiet" @click=${() => sayFormerName('services', this.route.path, () => this.object.read())}>${t('former.button')}</button>
          <button type="button" class="quiet danger" @click=${() => retireService(service, () => go({ view: 'services', path: [] }))}>${t('retire.button')}</button>`
      : silences;
  }

  #page({ service, formerly, instances, actions, errors, configs, timeline }) {
    return html`${pageHead('services', service.cluster, service.service, statusCell(service), service.since, this.#acts(service))}
      <request-acts .of=${this.of} .session=${this.session}></request-acts>
      ${this.#facts(service, formerly, instances)}
      <section class="page-section" aria-labelledby="h-instances">
        <div class="section-head"><h2 id="h-instances">${t('service.instances')}</h2></div>
        <data-table .kind=${'of-service'} .columns=${this.instanceColumns} .rows=${instances}
          .caption=${t('service.instances')} .rowClass=${(row) => `tone-${rowTone(row)}`}
          @table-filter=${filterFromPage('services')}></data-table>
      </section>
      <section class="page-section" aria-labelledby="h-resources">
        <div class="section-head"><h2 id="h-resources">${t('service.resources')}</h2></div>
        <div class="instances-grid">${instances.map(instanceResources)}</div>
      </section>
      <section class="page-section" aria-labelledby="h-actions">
        <div class="section-head"><h2 id="h-actions">${t('service.actions')} ${errors > 0 ? this.#errors(service, errors) : nothing}</h2>
          <a href=${formatRoute({ view: 'actions', q: [underAnyName('service', service.service, formerly)] })}>${t('service.allActions')}</a></div>
        ${this.#actions(actions)}
      </section>
      <list-section .kind=${SYNCS_OF_ITS_SERVICE} .route=${syncsOf(service.cluster, service.service)} .paused=${this.paused}
        .none=${t('syncs.noneOfService')}></list-section>
      <list-section .kind=${ALERTS_OF_ITS_SERVICE} .route=${alertsOf('service', service.cluster, service.service)} .paused=${this.paused}
        .none=${t('alert.noneOfService')}></list-section>
      ${this.#tickets(service)}
      <section class="page-section">
        <timeline-section .timeline=${timeline} .name=${service.service}></timeline-section>
      </section>
      <people-section .view=${'services'} .path=${this.route.path}></people-section>
      <section class="page-section" aria-labelledby="h-config">
        <div class="section-head"><h2 id="h-config">${t('service.config')}</h2></div>
        ${this.#configs(groupConfigs(configs))}
      </section>`;
  }

  #facts(service, formerly, instances) {
    return html`<dl class="facts">
      ${fact(t('column.upOn'), whereItRuns(service))}
      ${formerNames(formerly, false)}
      ${fact(t('column.preferredNode'), service.preferredNode ? nodeLink(service.cluster, service.preferredNode) : '')}
      ${fact(t('column.env'), filterLink('services', 'env', service.env))}
      ${fact(t('column.app'), service.app ? html`<a href=${recordHref('apps', service.app)}>${service.app}</a>` : '')}
      ${fact(t('column.responsibles'), listOf([...new Set(service.responsibles)].map((name) => filterLink('services', 'responsibles', name))))}
      ${fact(t('column.topology'), service.topology)}
      ${fact(t('column.containerType'), service.containerType)}
      ${fact(t('column.instances'), instances.length)}
      ${fact(t('column.flags'), flagChips(service))}
    </dl>`;
  }

  #errors({ cluster, service }, errors) {
    const q = [formatTerm('service', '=', service), formatTerm('cluster', '=', cluster), 'status=err', 'acknowledged=empty'];
    return html`<a class="errors" href=${formatRoute({ view: 'actions', q })}>${t('service.errors', { n: errors })}</a>`;
  }

  #actions(actions) {
    if (actions.length === 0) {
      return html`<p class="dim">${t('service.noActions')}</p>`;
    }
    return html`<data-table .kind=${'actions of-service'} .columns=${this.actionColumns} .rows=${actions}
      .caption=${t('service.actions')} .expanded=${this.expanded}
      .rowClass=${(row) => `tone-${actionTone(row)} ${ackedClass(row)}`} .note=${ackLine}
      .detail=${(row) => html`<action-log .action=${row}></action-log>`}
      @table-filter=${filterFromPage('actions')} @table-toggle=${({ detail }) => this.#toggle(detail)}></data-table>`;
  }

  #toggle(id) {
    const next = new Set(this.expanded);
    if (!next.delete(id)) {
      next.add(id);
    }
    this.expanded = next;
    this.requestUpdate();
  }

  #configs(groups) {
    if (groups.length === 0) {
      return html`<p class="dim">${t('service.noConfig')}</p>`;
    }
    return html`${groups.length > 1 ? html`<p class="config-differs"><b aria-hidden="true">!</b> ${t('service.configDiffers')}</p>` : nothing}
      <div class="configs">${groups.map(({ nodes, checksum, stamp, lines }, index) => html`<figure>
        <figcaption><b>${nodes.join(', ')}</b> <span class="dim">${moment(stamp) === null ? nothing : when(stamp)} · <span title=${checksum}>${checksum.slice(0, 12)}</span></span>
          ${groups.length > 1 && index === 0 ? html`<span class="counts-one">${t('service.configCounts')}</span>` : nothing}</figcaption>
        <pre tabindex="0" aria-label=${t('service.configOf', { nodes: nodes.join(', ') })}>${lines.map(
          ({ text, kind }) => (kind === 'same' ? `${text}\n` : html`<mark class=${kind}>${kind === 'more' ? '+ ' : '- '}${text}</mark>\n`),
        )}</pre></figure>`)}</div>`;
  }

  #tickets({ cluster, service }) {
    const { kind, route, none } = ticketsOfService(`${cluster}/${service}`);
    return html`<list-section .kind=${kind} .route=${route} .none=${none} .paused=${this.paused}></list-section>`;
  }
}

customElements.define('service-page', ServicePage);
