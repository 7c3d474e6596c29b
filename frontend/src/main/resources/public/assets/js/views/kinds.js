// The lists there are: where their rows come from, their columns, their order, what they count.
import { t } from '../../public/i18n.js';
import { actionLook, AVAILABILITIES, badness, look, NODE_STATES, nodeBadness, nodeLook, rowTone, ACTION_STATUSES } from '../model/availability.js';
import { worstFirst } from '../model/sort.js';
import { ACTION_COLUMNS } from './action-columns.js';
import { AUDIT_ACTS, AUDIT_COLUMNS } from './audit-columns.js';
import { NODE_COLUMNS } from './node-columns.js';
import { INSTANCE_COLUMNS, SERVICE_COLUMNS } from './service-columns.js';

const quoted = (word) => (word.includes(' ') ? `"${word}"` : word);
const availCount = (word) => ({ terms: [`avail=${quoted(word)}`], word: () => word, look: look(word) });
const availCounts = [
  ...AVAILABILITIES.map(availCount),
  { terms: ['stale=true'], word: () => t('flag.stale'), look: { mark: '~', tone: 'stale' } },
];
// what is down here and served elsewhere is counted by itself: it is no bad news
const instanceCounts = availCounts.flatMap((count) =>
  count.terms[0] === 'avail=down'
    ? [{ ...count, terms: ['avail=down', 'servedElsewhere=false'] }]
    : count.terms[0] === 'avail=up'
      ? [{ terms: ['servedElsewhere=true'], word: () => t('state.elsewhere'), look: look('down', { servedElsewhere: true }) }, count]
      : [count],
);

const stateFields = [
  { field: 'avail', values: AVAILABILITIES },
  { field: 'overall', values: ['warn', 'down', 'up'] },
  { field: 'stale', values: ['true', 'false'] },
  { field: 'frozen', values: ['true', 'false'] },
  { field: 'provisioned', values: ['false'] },
  { field: 'misplaced', values: ['true'] },
];
const seen = (field) => ({ field, seen: true });
const plain = (field) => ({ field });
const ofService = [...stateFields, seen('env'), seen('app'), seen('containerType'), seen('responsibles'), seen('preferredNode'), plain('service'), plain('since'), seen('cluster')];

export const INSTANCES = {
  resource: 'instances',
  type: 'instance',
  columns: INSTANCE_COLUMNS,
  order: worstFirst(badness),
  tone: rowTone,
  searchField: 'service',
  fields: [...ofService, { field: 'servedElsewhere', values: ['true', 'false'] }, seen('node'), seen('nodeEnv')],
  sorts: ['service', 'app', 'env', 'node', 'avail', '-since'],
  counts: instanceCounts,
  title: () => t('services.title'),
  empty: () => ({ title: t('services.empty'), hint: t('services.emptyHint') }),
};

export const SERVICES = {
  ...INSTANCES,
  resource: 'services',
  type: 'service',
  columns: SERVICE_COLUMNS,
  counts: availCounts,
  fields: [...ofService.filter(({ field }) => field !== 'provisioned'), seen('topology')],
  sorts: ['service', 'app', 'env', 'avail', '-since'],
};

export const NODES = {
  resource: 'nodes',
  type: 'node',
  columns: NODE_COLUMNS,
  order: worstFirst(nodeBadness),
  tone: (row) => nodeLook(row.state).tone,
  searchField: 'node',
  fields: [
    { field: 'state', values: NODE_STATES },
    { field: 'frozen', values: ['true'] },
    ...['env', 'site', 'team', 'location', 'os', 'osVersion', 'arch', 'manufacturer', 'model', 'agentVersion', 'cluster'].map(seen),
    plain('node'),
    plain('serial'),
    plain('lastSeen'),
    plain('since'),
  ],
  sorts: ['node', 'state', 'env', 'site', '-since', '-instances'],
  counts: ['silent', 'leaving', 'known', 'alive', 'retired'].map((state) => ({
    terms: [`state=${state}`],
    word: () => t(`node.state.${state}`),
    look: nodeLook(state),
  })),
  title: () => t('nodes.title'),
  empty: () => ({ title: t('nodes.empty'), hint: t('nodes.emptyHint') }),
};

const newestFirst = (a, b) => (a.begin < b.begin ? 1 : a.begin > b.begin ? -1 : 0);

export const ACTIONS = {
  resource: 'actions',
  type: 'action',
  columns: ACTION_COLUMNS,
  order: newestFirst,
  ties: '-begin',
  tone: (row) => (row.status === 'err' ? 'down' : row.status === 'warn' ? 'warn' : 'none'),
  searchField: 'service',
  fields: [
    { field: 'status', values: ACTION_STATUSES },
    { field: 'origin', values: ['user', 'scheduler', 'monitor', 'request', 'engine'] },
    ...['action', 'app', 'node', 'by', 'cluster'].map(seen),
    plain('service'),
    plain('begin'),
    plain('end'),
    plain('pid'),
  ],
  sorts: ['-begin', 'service', 'node', 'status'],
  counts: ['running', 'err', 'warn'].map((status) => ({ terms: [`status=${status}`], word: () => status, look: actionLook(status) })),
  title: () => t('actions.title'),
  empty: () => ({ title: t('actions.empty'), hint: t('actions.emptyHint') }),
};

export const AUDIT = {
  resource: 'audit',
  type: 'audit',
  polled: true, // no event tells of it
  columns: AUDIT_COLUMNS,
  order: (a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0),
  tone: (row) => (row.outcome === 'refused' ? 'warn' : 'none'),
  searchField: 'person',
  fields: [
    { field: 'act', values: AUDIT_ACTS },
    { field: 'outcome', values: ['ok', 'refused'] },
    ...['person', 'kind', 'object', 'address', 'role'].map(seen),
    plain('at'),
  ],
  sorts: ['-at', 'person', 'object'],
  counts: [],
  title: () => t('audit.title'),
  empty: () => ({ title: t('audit.empty'), hint: t('audit.emptyHint') }),
};

export function kindOf({ view, by }) {
  if (view === 'audit') {
    return AUDIT;
  }
  if (view === 'nodes') {
    return NODES;
  }
  if (view === 'actions') {
    return ACTIONS;
  }
  return by === 'service' ? SERVICES : INSTANCES;
}
