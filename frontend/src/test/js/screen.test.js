import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyReader } from '../../main/resources/public/assets/js/app/keys.js';
import { groupConfigs } from '../../main/resources/public/assets/js/model/configs.js';
import { bytes, range, suggestions, place } from '../../main/resources/public/assets/js/model/format.js';
import { freshness, steady } from '../../main/resources/public/assets/js/model/health.js';
import { effective, resourceTree } from '../../main/resources/public/assets/js/model/resources.js';
import { formatRoute, listUrl, parseRoute } from '../../main/resources/public/assets/js/model/route.js';

test('an address holds the whole screen and survives being copied', () => {
  const route = {
    view: 'services',
    path: [],
    q: ['env=PRD', 'avail="stdby up"'],
    sort: '-since',
    by: 'service',
    cursor: 'abc',
    at: 201,
    open: ['x'],
    power: ['A'],
    kiosk: true,
  };
  assert.deepEqual(parseRoute(formatRoute(route)), route);
  assert.deepEqual(parseRoute(formatRoute({ view: 'nodes', path: ['a b', 'n/1'] })).path, ['a b', 'n/1']);
});

test('an address that means nothing is the Problems view', () => {
  for (const hash of ['', '#', '#/nowhere/else', '#/problems?at=-3', '#/problems/%']) {
    assert.equal(parseRoute(hash).view, 'problems');
  }
  assert.equal(parseRoute('#/services?at=-3').at, 1);
  assert.deepEqual(parseRoute('#/actions/absent').path, []);
});

test('a list asks for its filters, order and place, all escaped', () => {
  assert.equal(
    listUrl('instances', { q: ['node=~^db', 'a=b&c'], sort: '-since', cursor: 'x/y' }, 200),
    '/api/v1/instances?q=node%3D%7E%5Edb&q=a%3Db%26c&sort=-since&limit=200&cursor=x%2Fy',
  );
});

test('what is on screen is the present only while pulses come', () => {
  const at = (now, heardAt, lagMillis = 100) => freshness({ startedAt: 0, heardAt, lagMillis, now }).state;
  assert.equal(at(1000, null), 'connecting');
  assert.equal(at(6000, null), 'stopped');
  assert.equal(at(10_000, 9500), 'live');
  assert.equal(at(10_000, 9500, 8000), 'behind');
  assert.equal(at(20_000, 19_500, 11_000), 'blind');
  assert.equal(at(20_000, 9500), 'stopped');
});

test('the moment that is shown does not waver between two seconds', () => {
  assert.equal(steady(null, 5000), 5000);
  assert.equal(steady(5000, 4990), 5000);
  assert.equal(steady(5000, 7500), 7500);
});

test('keys: single ones, sequences, and none while typing', () => {
  const done = [];
  let now = 0;
  const keys = new KeyReader({ j: () => done.push('j'), 'g s': () => done.push('gs') }, () => now);
  const press = (key, tagName = 'BODY', type = '') => keys.take({ key, target: { tagName, type, closest: () => null }, preventDefault() {} });

  press('j');
  press('g');
  press('s');
  press('s');
  press('j', 'INPUT', 'text');
  press('j', 'INPUT', 'checkbox');
  press('g');
  now = 5000;
  press('s');

  assert.deepEqual(done, ['j', 'gs', 'j']);
});

test('a count is never smaller than what is shown', () => {
  assert.deepEqual(range(201, 200, 84_112), { from: 201, to: 400, total: 84_112 });
  assert.deepEqual(range(1, 5, 4), { from: 1, to: 5, total: 5 });
  assert.deepEqual(range(1, 0, 0), { from: 0, to: 0, total: 0 });
});

test('memory is written as people say it', () => {
  assert.equal(bytes(32 * 2 ** 30), '32 GiB');
  assert.equal(bytes(33_554_432_000), '31.3 GiB');
  assert.equal(bytes(0), '');
});

test('the filter box offers fields, states and values seen', () => {
  const offered = suggestions(
    [{ field: 'avail', values: ['stdby up'] }, { field: 'env', seen: true }, { field: 'since' }],
    [{ env: 'PRD' }, { env: 'DEV' }, { env: '' }],
  );
  assert.deepEqual(offered, ['env=', 'since=', 'avail="stdby up"', 'env=DEV', 'env=PRD']);
});

test('resources stand in the order of the badges, numbers as numbers', () => {
  const tree = resourceTree(['sync#1', 'fs#10', 'fs#2', 'task#1', 'ip#0', 'container#0'].map((rid) => ({ rid, status: 'up' })));
  assert.deepEqual(tree.flatMap(({ resources }) => resources.map(({ rid }) => rid)), ['container#0', 'ip#0', 'fs#2', 'fs#10', 'sync#1', 'task#1']);
});

test('a disabled resource counts as n/a, a standby one says so', () => {
  assert.equal(effective({ status: 'down', disabled: true }), 'n/a');
  assert.equal(effective({ status: 'up', standby: true }), 'stdby up');
  assert.equal(effective({ status: 'warn', standby: true }), 'warn');
});

test('equal configurations are shown once; others against the newest', () => {
  const [counts, other] = groupConfigs([
    { node: 'n1', checksum: 'a', stamp: '2026-01-01T00:00:00Z', content: 'x\ny\n' },
    { node: 'n2', checksum: 'b', stamp: '2026-02-01T00:00:00Z', content: 'x\nz\nw\n' },
    { node: 'n3', checksum: 'b', stamp: '2026-01-15T00:00:00Z', content: 'x\nz\nw\n' },
  ]);
  assert.deepEqual(counts.nodes, ['n2', 'n3']);
  assert.ok(counts.lines.every(({ kind }) => kind === 'same'));
  assert.deepEqual(other.lines.map(({ kind, text }) => `${kind} ${text}`), ['same x', 'missing z', 'missing w', 'more y']);
});

test('a location in facts reads from the country down; one in words stays as it is', () => {
  assert.equal(place('country=FR, city=Paris, rack=R07'), 'FR/Paris/R07');
  assert.equal(place('basement, left'), 'basement, left');
  assert.equal(place(''), '');
});
