// <impact-page>: what stops if a node, a rack, an enclosure, a power feed, a site goes, from where services run now.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import { formatRoute, impactUrl } from '../model/route.js';
import '../parts/data-table.js';
import { listOf, pageHead } from '../parts/facts.js';
import { nodeLink, recordLink, serviceLink } from '../parts/links.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { fateChip, stateChip } from '../parts/state.js';
import { values } from '../parts/value.js';
import { NO_APP } from './app-columns.js';
import { filterFromPage } from './page-tables.js';

const FATES = ['stops', 'moves', 'thins', 'unknown', 'down'];
const TONES = { stops: 'down', moves: 'warn', thins: 'none', unknown: 'unknown', down: 'none' };

const AGAIN_MILLIS = 3000; // a site has thousands of instances, and each reading asks for all

const links = (cluster, names) => listOf(names.map((name) => nodeLink(cluster, name)));

/** What is left of it, in words. */
function after({ fate, cluster, avail, to, serving, least }) {
  switch (fate) {
    case 'stops':
      return t('impact.nothingLeft');
    case 'moves':
      return html`${t('impact.takenOver')} ${links(cluster, to)}`;
    case 'thins':
      return html`${serving < least
        ? html`<b class="lacking">${t('impact.tooFew', { n: serving, least })}</b>`
        : t('impact.serving', { n: serving })}${to.length === 0
        ? html` · ${t('impact.noSpare')}`
        : html` · ${t('impact.spare')} ${links(cluster, to)}`}`;
    default:
      return html`${t('impact.now')} ${stateChip(avail)}`;
  }
}

const COLUMNS = [
  { key: 'service', label: () => t('column.service'), cell: (row) => serviceLink(row, true) },
  { key: 'fate', label: () => t('impact.fate'), cell: ({ fate }) => fateChip(TONES[fate], t(`impact.${fate}`)) },
  { key: 'after', label: () => t('impact.after'), cell: after },
  { key: 'goes', label: () => t('impact.goes'), cell: ({ cluster, goes }) => html`<span class="on-card">${t('impact.goes')} </span>${links(cluster, goes)}` },
  { key: 'env', label: () => t('column.env'), cell: ({ env }) => env },
  { key: 'app', label: () => t('column.app'), cell: ({ app }) => recordLink('apps', app || NO_APP) },
  {
    key: 'call',
    label: () => t('impact.call'),
    cell: ({ responsibles }) => responsibles.length > 0 ? values('responsibles', responsibles) : html`<b class="lacking">${t('apps.nobody')}</b>`,
  },
];

class ImpactPage extends LitElement {
  static properties = { route: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.object = new LiveObject(this, () => impactUrl(this.route), (event) => this.#concerns(event), AGAIN_MILLIS);
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

  // whatever runs on these nodes, wherever else it runs
  #concerns({ type, id }) {
    const { services = [], nodes = [] } = this.object.answer ?? {};
    return type === 'instance'
      ? services.some((one) => id.startsWith(`${one.id}@`)) || nodes.some((node) => id.startsWith(`${node.split('/')[0]}/`) && id.endsWith(`@${node.split('/')[1]}`))
      : type === 'node' && nodes.includes(id);
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  render() {
    const { answer, problem } = this.object;
    return html`${pageHead('nodes', '', t('impact.title'))}
      <p class="lead">${t('impact.if')} ${this.#terms()}</p>
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer ? this.#page(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #terms() {
    const feeds = this.route.power.map((feed) => `${t('said.power')}: ${feed}`);
    return listOf([...feeds, ...this.route.q].map((term) => html`<b>${term}</b>`));
  }

  #page({ going, spared, counts, services }) {
    const total = FATES.reduce((sum, fate) => sum + counts[fate], 0);
    return html`<p><a href=${formatRoute({ view: 'nodes', q: this.#filters() })}>${t('impact.nodes', { n: going })}</a>${spared > 0
        ? html` · ${t('impact.spared', { n: spared })}`
        : nothing}</p>
      <ul class="counts fates">${FATES.filter((fate) => counts[fate] > 0).map(
        (fate) => html`<li>${fateChip(TONES[fate], t(`impact.${fate}`))} <b>${number(counts[fate])}</b> <span class="dim">${t(`impact.${fate}Words`)}</span></li>`,
      )}</ul>
      ${total === 0
        ? html`<div class="empty"><p class="empty-title">${going === 0 ? t('impact.noNode') : t('impact.nothing')}</p></div>`
        : html`<data-table .kind=${'impact'} .columns=${COLUMNS} .rows=${services} .page=${services} .caption=${t('impact.title')}
            .rowClass=${({ fate }) => `tone-${TONES[fate]}`} @table-filter=${filterFromPage('services')}></data-table>
          ${total > services.length ? html`<p class="dim">${t('impact.more', { n: total - services.length })}</p>` : nothing}`}`;
  }

  #filters() {
    const feeds = this.route.power.map((feed) => formatTerm('power', '=', feed)).join(' or ');
    return feeds ? [...this.route.q, feeds] : this.route.q;
  }
}

customElements.define('impact-page', ImpactPage);
