// The 2010 monitoring table: its columns, in its order, and what it lacked after them.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { listOf } from '../parts/facts.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { badges, flagChips, statusCell } from '../parts/state.js';
import { firstValue, onCard, value } from '../parts/value.js';
import { moment } from '../model/time.js';
import '../parts/since-time.js';

const text = (key, label, field = key) => ({ key, label, sort: field, cell: (row) => value(field, row[field]) });

const service = { key: 'service', label: () => t('column.service'), sort: 'service', cell: (row) => serviceLink(row, true) };
const containerType = text('containerType', () => t('column.containerType'));
const app = text('app', () => t('column.app'));
const responsibles = {
  key: 'responsibles',
  label: () => t('column.responsibles'),
  cell: (row) => firstValue('responsibles', row.responsibles),
};
const preferredNode = text('preferredNode', () => t('column.preferredNode'));
const env = text('env', () => t('column.env'));
const nodeEnv = text('nodeEnv', () => t('column.nodeEnv'));
const node = { key: 'node', label: () => t('column.node'), sort: 'node', cell: (row) => nodeLink(row.cluster, row.node) };
const status = { key: 'status', label: () => t('column.status'), sort: 'avail', cell: statusCell };
const groups = { key: 'badges', label: () => t('column.groups'), cell: badges };
const flagged = { key: 'flags', label: () => t('column.flags'), cell: flagChips };
const since = {
  key: 'since',
  label: () => t('column.since'),
  sort: 'since',
  first: 'down',
  cell: (row) => html`${onCard(t('page.since'))}<since-time .at=${moment(row.since)}></since-time>`,
};
const upOn = { key: 'upOn', label: () => t('column.upOn'), cell: (row) => whereItRuns(row) };

/** What warns serves too: it is told apart, and not nowhere. */
export function whereItRuns({ cluster, upNodes = [], warnNodes = [], lastKnownUpOn = [] }) {
  const links = (names) => listOf(names.map((name) => nodeLink(cluster, name)));
  if (upNodes.length + warnNodes.length > 0) {
    return html`${upNodes.length > 0 ? onCard(t('column.upOn')) : nothing}${links(upNodes)}${upNodes.length > 0 && warnNodes.length > 0 ? ', ' : nothing}${
      warnNodes.length > 0 ? html`<span class="warns">${t('service.warnOn')}</span> ${links(warnNodes)}` : nothing}`;
  }
  if (lastKnownUpOn.length > 0) {
    return html`<span class="last-known">${t('state.lastKnown')} ${links(lastKnownUpOn)}</span>`;
  }
  return html`${onCard('up')}<span class="dim">${t('service.nowhere')}</span>`;
}

const topology = text('topology', () => t('column.topology'));
const instances = { key: 'instances', label: () => t('column.instances'), cell: (row) => row.instances ?? '' };

export const INSTANCE_COLUMNS = [
  service, containerType, app, responsibles, preferredNode, env, nodeEnv, node, status, groups, flagged, since,
];

export const SERVICE_COLUMNS = [
  service, containerType, app, responsibles, preferredNode, env, topology, upOn, instances, status, groups, flagged, since,
];

/** On the page of one service, and of one node, what is the same on every row is left out. */
export const INSTANCES_OF_SERVICE = [
  { ...node, cell: (row) => nodeLink(row.cluster, row.node, true, true) }, nodeEnv, status, groups, flagged, since,
];
export const INSTANCES_OF_NODE = [service, app, env, preferredNode, status, groups, flagged, since];
