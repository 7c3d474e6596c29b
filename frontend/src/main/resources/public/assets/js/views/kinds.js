// The lists there are: where their rows come from, their columns, their order, what they count.
import { t } from '../../public/i18n.js';
import { KINDS as ALERT_KINDS, SEVERITIES, severityLook, severityRank, worstAlertFirst } from '../model/alerts.js';
import { actionLook, AVAILABILITIES, badness, look, NODE_STATES, nodeBadness, nodeLook, rowTone, ACTION_STATUSES } from '../model/availability.js';
import { checkBadness, checkLook, checkName, lookOf, STATES } from '../model/checks.js';
import { UNSILENCED } from '../model/route.js';
import { worstFirst } from '../model/sort.js';
import { STATES as SYNC_STATES, syncBadness, syncLook } from '../model/syncs.js';
import { STATES as TICKET_STATES, ticketLook, worstTicketFirst } from '../model/tickets.js';
import { acknowledgeActions, acknowledgeAlerts } from './ack-forms.js';
import { ACTION_COLUMNS, ackedClass, actionTone } from './action-columns.js';
import { ackLine, ALERT_COLUMNS, PROBLEM_COLUMNS, whatIsWrong } from './alert-columns.js';
import { APP_COLUMNS, EVERY_APP } from './app-columns.js';
import { AUDIT_ACTS, AUDIT_COLUMNS } from './audit-columns.js';
import { NODE_COLUMNS } from './node-columns.js';
import { CHECK_COLUMNS } from './check-columns.js';
import { GROUP_COLUMNS, PERSON_COLUMNS, ROLES } from './people-columns.js';
import { askAny } from './request-forms.js';
import { saySameOfMany } from './said-forms.js';
import { silenceAlerts } from './silence-forms.js';
import { INSTANCE_COLUMNS, SERVICE_COLUMNS } from './service-columns.js';
import { SYNC_COLUMNS } from './sync-columns.js';
import { TICKET_COLUMNS } from './ticket-columns.js';
import { actOnTickets } from './ticket-forms.js';

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
const several = (field) => ({ field, seen: true, several: true }); // names: they cannot be counted
const plain = (field) => ({ field });
const ofService = [...stateFields, seen('env'), seen('app'), seen('containerType'), several('responsibles'), seen('preferredNode'), plain('service'), plain('since'), seen('cluster')];

export const INSTANCES = {
  resource: 'instances',
  facets: true,
  files: true,
  type: 'instance',
  about: 'service',
  columns: INSTANCE_COLUMNS,
  order: worstFirst(badness),
  tone: rowTone,
  searchField: 'service',
  fields: [...ofService, { field: 'servedElsewhere', values: ['true', 'false'] }, seen('node'), seen('nodeEnv')],
  sorts: ['service', 'app', 'env', 'node', 'avail', '-since'],
  nameOf: ({ service, node }) => t('request.on', { service, node }),
  chooses: (session) => operates(session),
  together: { word: () => t('request.together'), act: (rows) => askAny({ instances: rows.map(({ id }) => id) }) },
  counts: instanceCounts,
  usual: () => t('sort.worst'),
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
  nameOf: ({ service }) => service,
  together: { word: () => t('request.together'), act: (rows) => askAny({ services: rows.map(({ id }) => id) }) },
};

export const NODES = {
  resource: 'nodes',
  facets: true,
  files: true,
  type: 'node',
  about: 'node',
  columns: NODE_COLUMNS,
  order: worstFirst(nodeBadness),
  tone: (row) => nodeLook(row.state).tone,
  searchField: 'node',
  fields: [
    { field: 'state', values: NODE_STATES },
    { field: 'frozen', values: ['true'] },
    ...['env', 'site', 'building', 'room', 'rack', 'enclosure', 'app', 'team', 'location', 'os', 'osVersion', 'arch', 'manufacturer', 'model', 'agentVersion', 'cluster'].map(seen),
    several('power'),
    several('apps'),
    several('responsibles'),
    several('address'),
    ...['maintenanceUntil', 'maintenanceBy', 'node', 'serial', 'asset', 'slot', 'maintenanceEnd', 'warrantyEnd', 'comment'].map(plain),
    plain('lastSeen'),
    plain('since'),
  ],
  sorts: ['node', 'state', 'env', 'site', 'rack', '-maintenanceEnd', '-since', '-instances'],
  nameOf: ({ node }) => node,
  chooses: (session) => ['app-manager', 'administrator'].includes(session?.role),
  together: {
    word: () => t('said.together'),
    allWord: (n) => t('said.togetherAll', { n }),
    act: (rows, done) => saySameOfMany({ nodes: rows.map(({ id }) => id) }, rows.length, done),
    actOnAll: (q, count, done) => saySameOfMany({ q, count }, count, done),
  },
  counts: ['silent', 'leaving', 'known', 'alive', 'retired'].map((state) => ({
    terms: [`state=${state}`],
    word: () => t(`node.state.${state}`),
    look: nodeLook(state),
  })),
  usual: () => t('sort.worst'),
  title: () => t('nodes.title'),
  empty: () => ({ title: t('nodes.empty'), hint: t('nodes.emptyHint') }),
};

const severityCounts = SEVERITIES.map((severity) => ({
  terms: [`severity=${severity}`],
  word: () => t(`severity.${severity}`),
  look: severityLook(severity),
}));
const known = { terms: ['acknowledged!=empty'], word: () => t('alert.known'), look: { mark: '/', tone: 'none' } };
const silenced = { terms: ['silenced=true'], word: () => t('alert.silenced'), look: { mark: '/', tone: 'none' }, apart: true };

/** Whether the role lets this person act on what they answer for. */
export const operates = (session) => ['operator', 'app-manager', 'administrator'].includes(session?.role);

export const ALERTS = {
  resource: 'alerts',
  facets: true,
  files: true,
  feeds: true,
  type: 'alert',
  about: 'alert',
  columns: ALERT_COLUMNS,
  order: worstAlertFirst,
  ties: 'raised',
  ranks: { severity: severityRank },
  tone: ({ state, severity }) => (state === 'open' ? severityLook(severity).tone : 'none'),
  rowClass: (row) => (row.acknowledged || row.silenced || row.state !== 'open' ? 'known' : ''),
  searchField: 'service',
  fields: [
    { field: 'severity', values: SEVERITIES },
    { field: 'state', values: ['open', 'resolved'] },
    { field: 'kind', values: ALERT_KINDS },
    { field: 'flapping', values: ['true', 'false'] },
    { field: 'production', values: ['true', 'false'] },
    { field: 'sticky', values: ['true', 'false'] },
    { field: 'silenced', values: ['true', 'false'] },
    { field: 'reason', values: ['cleared', 'acknowledged', 'retired', 'rule'] },
    ...['app', 'env', 'cluster', 'acknowledged', 'service', 'node', 'heldBy', 'silencedBy'].map(seen),
    several('apps'),
    ...['id', 'anchor', 'detail', 'since', 'raised', 'at', 'resolved', 'occurrence', 'episode', 'comment', 'expires'].map(plain),
  ],
  sorts: ['-severity', '-since', '-raised', 'service', 'node', 'app'],
  nameOf: whatIsWrong,
  chooses: operates,
  choosable: ({ state }) => state === 'open',
  together: { word: () => t('ack.together'), act: acknowledgeAlerts, key: 'a' },
  also: { word: () => t('silence.together'), act: silenceAlerts },
  counts: [{ terms: ['state=open'], word: () => t('alert.state.open'), look: look('warn') }, ...severityCounts, known, silenced],
  usual: () => t('sort.worst'),
  title: () => t('alerts.title'),
  empty: () => ({ title: t('alerts.empty'), hint: t('alerts.emptyHint') }),
};

/** What is wrong now and stands for itself; what hangs on another alert is shown under that. */
export const PROBLEMS = {
  ...ALERTS,
  base: ['state=open', 'heldBy=empty'],
  columns: PROBLEM_COLUMNS,
  fields: ALERTS.fields.filter(({ field }) => !['state', 'heldBy', 'resolved', 'reason'].includes(field)),
  sorts: ['-since', 'service', 'node', 'app'],
  counts: [...severityCounts, { terms: ['acknowledged=empty'], word: () => t('alert.unknown'), look: look('undef') }, silenced],
  usualQ: [UNSILENCED],
  detail: 'problem',
  grouping: () => t('problems.grouping'),
  title: () => t('problems.title'),
};

const newestFirst = (a, b) => (a.begin < b.begin ? 1 : a.begin > b.begin ? -1 : 0);

export const ACTIONS = {
  resource: 'actions',
  facets: true,
  files: true,
  feeds: true,
  type: 'action',
  about: 'action',
  columns: ACTION_COLUMNS,
  order: newestFirst,
  ties: '-begin',
  tone: actionTone,
  rowClass: ackedClass,
  note: ackLine,
  nameOf: ({ action, service, node }) => t('ack.action', { action, service, node }),
  chooses: operates,
  choosable: ({ status, acknowledged }) => status === 'err' && !acknowledged,
  together: { word: () => t('ack.together'), act: acknowledgeActions, key: 'a' },
  searchField: 'service',
  fields: [
    { field: 'status', values: ACTION_STATUSES },
    { field: 'origin', values: ['user', 'scheduler', 'monitor', 'request', 'engine'] },
    ...['action', 'app', 'node', 'by', 'cluster', 'acknowledged'].map(seen),
    plain('comment'),
    plain('service'),
    plain('begin'),
    plain('end'),
    plain('pid'),
  ],
  sorts: ['-begin', 'service', 'node', 'status'],
  counts: [
    ...['running', 'err', 'warn'].map((status) => ({ terms: [`status=${status}`], word: () => status, look: actionLook(status) })),
    { terms: ['status=err', 'acknowledged=empty'], word: () => t('actions.unknown'), look: look('undef') },
  ],
  usual: () => t('sort.newest'),
  title: () => t('actions.title'),
  empty: () => ({ title: t('actions.empty'), hint: t('actions.emptyHint') }),
};

export const AUDIT = {
  resource: 'audit',
  type: 'audit',
  about: 'audit',
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
  usual: () => t('sort.newest'),
  title: () => t('audit.title'),
  empty: () => ({ title: t('audit.empty'), hint: t('audit.emptyHint') }),
};

// those that people made: no event tells of them, and they are few
const byName = { polled: true, files: true, order: () => 0, searchField: 'id', counts: [], usual: () => t('sort.id') };

export const APPS = {
  ...byName,
  resource: 'apps',
  type: 'app',
  about: 'app',
  columns: APP_COLUMNS,
  tone: ({ id, unavailable, responsibles }) => (unavailable > 0 ? 'down' : responsibles.length === 0 && id !== EVERY_APP ? 'warn' : 'none'),
  fields: [
    seen('id'),
    seen('responsibles'),
    { field: 'shared', values: ['true', 'false'] },
    ...['description', 'services', 'unavailable', 'nodes'].map(plain),
  ],
  sorts: ['-unavailable', '-services', '-nodes', 'description'],
  counts: [
    { terms: ['unavailable>0'], word: () => t('apps.unavailable'), look: look('down') },
    { terms: ['responsibles=empty'], word: () => t('apps.without'), look: look('warn') },
  ],
  title: () => t('apps.title'),
  empty: () => ({ title: t('apps.empty'), hint: t('apps.emptyHint') }),
};

export const PEOPLE = {
  ...byName,
  resource: 'people',
  type: 'person',
  about: 'person',
  columns: PERSON_COLUMNS,
  tone: () => 'none',
  fields: [
    seen('id'),
    { field: 'role', values: ROLES },
    { field: 'disabled', values: ['true', 'false'] },
    { field: 'language', values: ['en', 'fr'] },
    seen('groups'),
    ...['fullName', 'mail', 'lastSeen', 'created'].map(plain),
  ],
  sorts: ['fullName', 'role', '-lastSeen', '-created'],
  title: () => t('people.title'),
  empty: () => ({ title: t('people.empty'), hint: t('people.emptyHint') }),
};

export const GROUPS = {
  ...byName,
  resource: 'groups',
  type: 'group',
  about: 'group',
  columns: GROUP_COLUMNS,
  tone: () => 'none',
  fields: [seen('id'), seen('members'), plain('description')],
  sorts: ['description'],
  title: () => t('groups.title'),
  empty: () => ({ title: t('groups.empty'), hint: t('groups.emptyHint') }),
};

export const CHECKS = {
  resource: 'checks',
  facets: true,
  files: true,
  type: 'check',
  about: 'check',
  polled: true, // no event tells of it
  columns: CHECK_COLUMNS,
  order: worstFirst(checkBadness),
  tone: (row) => lookOf(row).tone,
  searchField: 'node',
  fields: [
    { field: 'state', values: STATES },
    ...['kind', 'instance', 'node', 'service', 'env', 'site', 'cluster', 'unit'].map(seen),
    ...['value', 'low', 'high', 'threshold', 'read', 'id'].map(plain),
  ],
  sorts: ['-value', 'node', 'kind', 'instance', 'read'],
  nameOf: (row) => `${row.node}: ${checkName(row)}`,
  counts: [
    { terms: ['state!=ok'], word: () => t('check.state.out'), look: checkLook('high') },
    { terms: ['state=ok'], word: () => t('check.state.ok'), look: checkLook('ok') },
    { terms: ['read>1d'], word: () => t('check.aged'), look: { mark: '~', tone: 'stale' } },
  ],
  usual: () => t('sort.worst'),
  title: () => t('checks.title'),
  empty: () => ({ title: t('checks.empty'), hint: t('checks.emptyHint') }),
};

export const SYNCS = {
  resource: 'syncs',
  facets: true,
  files: true,
  feeds: true,
  type: 'sync',
  about: 'sync',
  columns: SYNC_COLUMNS,
  order: worstFirst(syncBadness),
  tone: ({ state }) => syncLook(state).tone,
  searchField: 'service',
  fields: [
    { field: 'state', values: SYNC_STATES },
    { field: 'disaster', values: ['true', 'false'] },
    { field: 'status', values: ['ok', 'warn', 'err'] },
    ...['site', 'app', 'env', 'target', 'source', 'rid', 'cluster'].map(seen),
    ...['service', 'lastGood', 'maxDelaySeconds', 'nextDue', 'since', 'begin', 'end', 'bytes', 'bytesPerSecond', 'files', 'lagSeconds', 'snapshot', 'reason', 'id'].map(plain),
  ],
  sorts: ['lastGood', 'service', 'nextDue', '-bytes', '-end', '-since'],
  nameOf: (row) => t('sync.name', row),
  board: 'sites',
  counts: [
    ...SYNC_STATES.map((state) => ({ terms: [`state=${state}`], word: () => t(`sync.state.${state}`), look: syncLook(state) })),
    { terms: ['disaster=true'], word: () => t('sync.disaster'), look: { mark: '-', tone: 'none' }, apart: true },
  ],
  usual: () => t('sort.worst'),
  title: () => t('syncs.title'),
  empty: () => ({ title: t('syncs.empty'), hint: t('syncs.emptyHint') }),
};

export const TICKETS = {
  resource: 'tickets',
  facets: true,
  files: true,
  feeds: true,
  type: 'ticket',
  about: 'ticket',
  columns: TICKET_COLUMNS,
  order: worstTicketFirst,
  ties: 'opened',
  ranks: { severity: severityRank },
  tone: ({ state, severity }) => (state === 'closed' ? 'none' : severityLook(severity).tone),
  rowClass: ({ state }) => (state === 'closed' ? 'known' : ''),
  searchField: 'app',
  fields: [
    { field: 'state', values: TICKET_STATES },
    { field: 'severity', values: SEVERITIES },
    ...['app', 'owner', 'external'].map(seen),
    several('services'),
    several('nodes'),
    ...['id', 'number', 'alerts', 'ended', 'told', 'accepted', 'refused', 'failed', 'opened', 'sent', 'at', 'closed'].map(plain),
  ],
  sorts: ['-severity', '-opened', 'app', 'owner', '-alerts', 'id'],
  nameOf: ({ id }) => id,
  chooses: operates,
  choosable: ({ state }) => state !== 'closed',
  together: { word: () => t('ticket.take'), act: (rows, done) => actOnTickets('take', rows, done), key: 'a' },
  also: { word: () => t('ticket.close'), act: (rows, done) => actOnTickets('close', rows, done) },
  counts: [
    { terms: ['state!=closed'], word: () => t('tickets.notClosed'), look: look('warn') },
    { terms: ['state!=closed', 'owner=empty'], word: () => t('tickets.unowned'), look: look('undef') },
    ...TICKET_STATES.filter((state) => state !== 'closed').map((state) => ({ terms: [`state=${state}`], word: () => t(`ticket.state.${state}`), look: ticketLook(state) })),
    { terms: ['state!=closed', 'accepted=0', 'told>0'], word: () => t('tickets.undelivered'), look: { mark: 'X', tone: 'down' } },
  ],
  usual: () => t('sort.worst'),
  title: () => t('tickets.title'),
  empty: () => ({ title: t('tickets.empty'), hint: t('tickets.emptyHint') }),
};

const KINDS = { problems: PROBLEMS, alerts: ALERTS, tickets: TICKETS, nodes: NODES, checks: CHECKS, syncs: SYNCS, actions: ACTIONS, apps: APPS, people: PEOPLE, groups: GROUPS, audit: AUDIT };

export function kindOf({ view, by }) {
  return KINDS[view] ?? (by === 'service' ? SERVICES : INSTANCES);
}
