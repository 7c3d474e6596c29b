// What an alert looks like, how bad it is, what it says: from its row alone.
import { span } from './time.js';

/** Worst first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'];

const LOOKS = {
  critical: { mark: 'X', tone: 'down' },
  error: { mark: '!!', tone: 'error' },
  warning: { mark: '!', tone: 'warn' },
  info: { mark: 'i', tone: 'standby' },
};

/** A severity of a newer version looks as bad as an error. */
export function severityLook(severity) {
  return LOOKS[severity] ?? LOOKS.error;
}

export const KINDS = [
  'service-split', 'service-unavailable', 'flex-out-of-range', 'service-degraded', 'service-misplaced', 'service-frozen',
  'status-disagreement', 'instance-stale', 'config-differs', 'action-failed', 'action-stuck', 'sync-failed', 'sync-late',
  'node-silent', 'node-frozen', 'node-duplicate', 'clock-skew', 'heartbeat-lost', 'check-out-of-bounds', 'check-stale',
  'many-nodes-silent', 'app-without-responsible', 'dead-letter', 'record-forged', 'delivery-failing', 'collector-behind', 'custom',
];

/** The worse the greater. */
export function severityRank({ severity }) {
  return SEVERITIES.length - SEVERITIES.indexOf(severity);
}

const badness = (row) => (row.state === 'open' ? severityRank(row) : 0);

/** The open ones worst first, then those that ended; of equals the newest first: as the server has it. */
export function worstAlertFirst(a, b) {
  return badness(b) - badness(a) || (a.raised < b.raised ? 1 : a.raised > b.raised ? -1 : 0);
}

const nodes = (text = '') => text.split(' ').filter(Boolean).join(', ');
const seconds = (text, day) => (text ? span(Math.abs(Number(text)) * 1000, day) : '');

// which sentence a kind speaks where it has several, and what stands in it beside the names
const SAYINGS = new Map(Object.entries({
  'service-split': ({ up }) => ['', { up: nodes(up) }],
  'service-unavailable': ({ avail = 'down', action, 'last known up on': last }) =>
    avail === 'undef' ? (last ? ['.last', { up: nodes(last) }] : ['.unknown', {}]) : action ? ['.action', { avail, action }] : ['', { avail }],
  'flex-out-of-range': ({ up = '0', flexMin = '', flexMax = '' }) =>
    Number(up) < Number(flexMin) ? ['.few', { n: Number(up), least: flexMin }] : ['.many', { n: Number(up), most: flexMax }],
  'service-degraded': ({ overall = 'warn' }) => ['', { overall }],
  'service-misplaced': ({ up, preferred }) => ['', { up: nodes(up), preferred }],
  'config-differs': (facts) => ['', { nodes: Object.keys(facts).join(', ') }],
  'action-failed': ({ action }, { detail }) => ['', { action: action ?? detail.split('/').at(-1) }],
  'action-stuck': ({ action = '', timeout }, row, day) => ['', { action, timeout: seconds(timeout, day) }],
  'sync-failed': ({ target, rid }, { detail }) => ['', { rid: rid ?? detail.split('/')[0], target: target ?? detail.split('/').at(-1) }],
  'sync-late': ({ target, sync_max_delay: delay }, { detail }, day) => ['', { target: target ?? detail.split('/').at(-1), delay: seconds(delay, day) }],
  'check-out-of-bounds': ({ value, unit = '', low, high }) =>
    value === undefined ? ['', {}]
      : high !== undefined && Number(value) > Number(high) ? ['.high', { value: `${value} ${unit}`.trim(), bound: high }]
        : ['.low', { value: `${value} ${unit}`.trim(), bound: low }],
  'clock-skew': ({ 'skew s': skew }, row, day) => ['', { skew: seconds(skew, day) }],
  'many-nodes-silent': ({ silent, nodes: total }, { anchor }) =>
    anchor.startsWith('site/') ? ['.site', { silent, total, site: anchor.slice('site/'.length) }] : ['', { silent, total }],
}));

/** {key, params} of the sentence that tells what is wrong; key is to be put behind `alert.what.`. */
export function saying(row, day = 'd') {
  const known = KINDS.includes(row.kind) && row.kind !== 'custom';
  const [variant, params] = SAYINGS.get(row.kind)?.(row.facts ?? {}, row, day) ?? ['', {}];
  const { kind, service, node, detail, anchor, facts } = row;
  if (kind === 'custom' && facts?.summary) {
    return { key: 'said', params: { name: detail, summary: facts.summary } };
  }
  const names = { kind, anchor, service, node: node || anchor, app: anchor, detail: detail || anchor, reason: facts?.reason ?? '' };
  return { key: known ? kind + variant : 'custom', params: { ...names, ...params } };
}

/** What rows can be grouped by on the Problems view; by root is one after the other. */
export const GROUPINGS = ['root', 'app', 'service', 'node'];

const qualified = (cluster, name) => (name === '' ? '' : `${cluster}/${name}`);
const KEYS = {
  app: (row) => row.app,
  service: (row) => qualified(row.cluster, row.service),
  node: (row) => qualified(row.cluster, row.node),
};

/**
 * {rows, heads}: rows with those of one group one after the other, groups and rows in the order they came, worst first; heads:
 * id of the first row of each group → {key, rows}.
 */
export function grouped(rows, by) {
  if (!KEYS[by]) {
    return { rows, heads: new Map() };
  }
  const groups = new Map();
  for (const row of rows) {
    const key = KEYS[by](row);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(row);
  }
  const heads = new Map([...groups].map(([key, members]) => [members[0].id, { key, rows: members }]));
  return { rows: [...groups.values()].flat(), heads };
}

/** How many of rows there are of each severity: [[severity, count], …], worst first, without those there are none of. */
export function tally(rows) {
  return SEVERITIES.map((severity) => [severity, rows.filter((row) => row.severity === severity).length]).filter(([, count]) => count > 0);
}
