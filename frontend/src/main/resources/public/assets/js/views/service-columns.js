// The 2010 monitoring table: its columns, in its order, and what it lacked after them.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { badges, flagChips, statusCell } from '../parts/state.js';
import { value } from '../parts/value.js';
import { moment } from '../model/time.js';
import '../parts/since-time.js';

const text = (key, label, field = key) => ({ key, label, sort: field, cell: (row) => value(field, row[field]) });

const service = { key: 'service', label: () => t('column.service'), sort: 'service', cell: (row) => serviceLink(row, true) };
const containerType = text('containerType', () => t('column.containerType'));
const app = text('app', () => t('column.app'));
const responsibles = {
  key: 'responsibles',
  label: () => t('column.responsibles'),
  cell: (row) => html`<span class="values">${(row.responsibles ?? []).map((name) => value('responsibles', name))}</span>`,
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
  cell: (row) => html`<since-time .at=${moment(row.since)}></since-time>`,
};
const upOn = { key: 'upOn', label: () => t('column.upOn'), cell: (row) => whereItRuns(row) };

function whereItRuns(row) {
  if (row.upNodes?.length > 0) {
    return html`<span class="nodes">${row.upNodes.map((name, index) => [index ? ', ' : '', nodeLink(row.cluster, name)])}</span>`;
  }
  if (row.lastKnownUpOn?.length > 0) {
    return html`<span class="nodes last-known">${t('state.lastKnown')} ${row.lastKnownUpOn.map((name, index) => [
      index ? ', ' : '',
      nodeLink(row.cluster, name),
    ])}</span>`;
  }
  return html`<span class="dim">${t('service.nowhere')}</span>`;
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
