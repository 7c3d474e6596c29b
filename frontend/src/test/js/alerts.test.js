import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grouped, KINDS, saying, severityLook, tally, worstAlertFirst } from '../../main/resources/public/assets/js/model/alerts.js';
import en from '../../main/resources/public/assets/public/i18n/en.js';
import { translate } from '../../main/resources/public/assets/public/i18n.js';

const alert = (kind, facts = {}, more = {}) => ({
  id: `${kind}:prod/web`, kind, anchor: 'prod/web', detail: '', cluster: 'prod', service: 'web', node: '', app: 'SHOP', facts, ...more,
});
const says = (row, language = 'en') => {
  const { key, params } = saying(row, 'd');
  return translate(language, `alert.what.${key}`, params);
};

test('an alert says what is wrong in one sentence, of its kind and its facts', () => {
  assert.equal(says(alert('service-unavailable', { avail: 'stdby down' })), 'web is not served: stdby down');
  assert.equal(says(alert('service-unavailable', { avail: 'undef', 'last known up on': 'n1 n2' })), 'Nobody knows whether web is served; last known up on n1, n2');
  assert.equal(says(alert('service-unavailable', { avail: 'down', action: 'start' })), 'web is not served (down) and start takes too long');
  assert.equal(says(alert('service-split', { up: 'n1 n2' })), 'web is up on several nodes at once: n1, n2');
  assert.equal(says(alert('flex-out-of-range', { up: '0', flexMin: '2', flexMax: '4' })), 'web is up on no node, 2 needed');
  assert.equal(says(alert('flex-out-of-range', { up: '5', flexMin: '2', flexMax: '4' })), 'web is up on 5 nodes, 4 at most');
  assert.equal(says(alert('sync-late', { target: 'n3', sync_max_delay: '7200' })), 'The last good copy of web on n3 is older than 2h');
  assert.equal(says(alert('custom', { summary: '9,000 wait', by: 'zoe' }, { detail: 'queue' })), 'queue: 9,000 wait');
  assert.equal(says(alert('clock-skew', { 'skew s': '-89' }, { service: '', node: 'n1' })), 'The clock of n1 is off by 1m 29s');
  assert.equal(says(alert('many-nodes-silent', { silent: '40', nodes: '200' }, { anchor: 'fleet' })), '40 of 200 nodes are silent: they have one cause');
  assert.equal(says(alert('many-nodes-silent', { silent: '12', nodes: '50' }, { anchor: 'site/par' }), 'fr'), '12 nœuds sur 50 de par sont silencieux : la cause est commune');
});

test('a kind of a newer version is told by its own word', () => {
  assert.equal(says(alert('tape-missing', {}, { detail: 'LTO7' })), 'tape-missing: prod/web LTO7');
  assert.equal(says(alert('constructor')), 'constructor: prod/web prod/web');
});

test('every kind has a sentence in both languages, whatever facts are missing', () => {
  for (const kind of KINDS) {
    const { key } = saying(alert(kind));
    assert.ok(`alert.what.${key}` in en, key);
    assert.doesNotMatch(says(alert(kind), 'fr'), /[{}]|undefined|NaN/, kind);
  }
});

test('the open ones come worst first, of equals the newest; what ended is last', () => {
  const rows = [
    { id: 'ended', state: 'resolved', severity: 'critical', raised: '9' },
    { id: 'old', state: 'open', severity: 'error', raised: '1' },
    { id: 'new', state: 'open', severity: 'error', raised: '2' },
    { id: 'worst', state: 'open', severity: 'critical', raised: '0' },
  ];
  assert.deepEqual(rows.sort(worstAlertFirst).map(({ id }) => id), ['worst', 'new', 'old', 'ended']);
});

test('a severity of a newer version looks bad, never quiet', () => {
  assert.deepEqual(severityLook('fatal'), severityLook('error'));
});

test('groups come in the order of their worst row, and keep the order within', () => {
  const rows = [['a', 'X', 'critical'], ['b', 'Y', 'error'], ['c', 'X', 'info'], ['d', '', 'info']].map(([id, app, severity]) => ({ id, app, severity }));

  const { rows: arranged, heads } = grouped(rows, 'app');

  assert.equal(arranged.map(({ id }) => id).join(''), 'acbd');
  assert.deepEqual([...heads].map(([id, { key }]) => `${id} ${key}`), ['a X', 'b Y', 'd ']);
  assert.deepEqual(tally(heads.get('a').rows), [['critical', 1], ['info', 1]]);
  assert.equal(grouped(rows, 'root').rows, rows);
});

test('services of one name in two clusters are two groups', () => {
  const { heads } = grouped([{ id: '1', cluster: 'a', service: 'web' }, { id: '2', cluster: 'b', service: 'web' }], 'service');
  assert.equal(heads.size, 2);
});
