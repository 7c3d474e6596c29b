// The resources of one instance, with what they complain of.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { levelTone } from '../model/availability.js';
import { resourceTree } from '../model/resources.js';
import { moment } from '../model/time.js';
import { nodeLink } from '../parts/links.js';
import { flagChips, stateChip } from '../parts/state.js';
import '../parts/since-time.js';

export function instanceResources(instance) {
  const tree = resourceTree(instance.resources ?? []);
  return html`<section class="instance tone-${instance.stale ? 'stale' : 'none'}" aria-label=${instance.node}>
    <header>
      ${nodeLink(instance.cluster, instance.node)} ${stateChip(instance.avail, instance)} ${flagChips(instance)}
      <span class="dim heard">${t('instance.unchanged')} <since-time .at=${moment(instance.lastReport)}></since-time></span>
    </header>
    ${tree.length === 0
      ? html`<p class="dim none">${t('instance.noResources')}</p>`
      : html`<table class="plain tree">
          <caption class="hidden-text">${t('instance.resources', { node: instance.node })}</caption>
          <colgroup><col class="rid"><col class="r-state"><col></colgroup>
          <thead class="hidden-text"><tr><th scope="col">${t('column.rid')}</th><th scope="col">${t('column.status')}</th>
            <th scope="col">${t('instance.what')}</th></tr></thead>
          ${tree.map(({ resources }) => html`<tbody>${resources.map((resource) => resourceRow(resource, instance))}</tbody>`)}
        </table>`}
  </section>`;
}

const FACTS = [
  ['optional', () => t('resource.optional')],
  ['disabled', () => t('resource.disabled')],
  ['standby', () => t('resource.standby')],
  ['monitored', () => t('resource.monitored')],
];

function resourceRow(resource, instance) {
  const { rid, word, type, label, log = [] } = resource;
  const facts = FACTS.filter(([key]) => resource[key]).map(([, name]) => name());
  if (resource.provisioned === false) {
    facts.push(t('flag.unprovisioned'));
  }
  return html`<tr>
    <th scope="row" class="rid">${rid}</th>
    <td class="r-state">${stateChip(word, instance)}</td>
    <td class="r-what">
      <span class="label" title=${label}>${label}</span>
      <span class="dim">${[type, ...facts].filter(Boolean).join(' · ')}</span>
      ${log.length > 0
        ? html`<ul class="lines">${log.map(({ level, text }) => html`<li class="tone-${levelTone(level)}"
            >${level === 'info' ? nothing : html`<b class="level">${level}</b> `}${text}</li>`)}</ul>`
        : nothing}
    </td>
  </tr>`;
}
