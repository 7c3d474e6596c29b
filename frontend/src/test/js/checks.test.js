import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertOf, boundsOf, checkBadness, checkLook, checkName, isAged, lookOf, places, typedNumber } from '../../main/resources/public/assets/js/model/checks.js';
import { saying } from '../../main/resources/public/assets/js/model/alerts.js';

test('percents lie on the whole of their bar, other values leave room beside them', () => {
  assert.deepEqual(places({ value: 91, unit: '%', low: null, high: 90 }), { zero: 0, value: 91, low: null, high: 90 });
  const load = places({ value: 1, unit: 'per CPU', low: null, high: 2 });
  assert.ok(load.value > 40 && load.value < 45);
  assert.ok(load.high > 80 && load.high < 85);
});

test('a bar bears what is below nothing, and nothing at all', () => {
  const below = places({ value: -5, unit: '', low: -10, high: 10 });
  assert.ok(below.low === 0 && below.value < below.zero && below.high > below.zero && below.high < 100);
  assert.deepEqual(places({ value: 0, unit: '', low: null, high: null }), { zero: 0, value: 0, low: null, high: null });
  assert.ok(places({ value: 120, unit: '%', low: null, high: 90 }).value <= 100);
});

test('bounds have words for each of the four ways', () => {
  const keys = [[1, 2], [1, null], [null, 2], [null, null]].map(([low, high]) => boundsOf({ low, high }).key);
  assert.deepEqual(keys, ['between', 'least', 'most', 'none']);
  assert.equal(boundsOf({ low: 0, high: null }).key, 'least');
});

test('a state of a newer version claims nothing', () => {
  assert.equal(checkLook('sideways').tone, 'undef');
});

test('without bounds nobody says that a value is well', () => {
  assert.equal(lookOf({ state: 'ok', low: null, high: null }).tone, 'none');
  assert.equal(lookOf({ state: 'ok', low: null, high: 90 }).tone, 'up');
  assert.ok(checkBadness({ state: 'low' }) > checkBadness({ state: 'ok' }));
});

test('a check is named by its kind and what it is of', () => {
  assert.equal(checkName({ kind: 'fs_u', instance: '/srv' }), 'fs_u /srv');
  assert.equal(checkName({ kind: 'swap', instance: '' }), 'swap');
  assert.equal(alertOf({ id: 'prod/n1:fs_u /srv' }), 'check-out-of-bounds:prod/n1:fs_u /srv');
});

test('what was not read for a day is aged', () => {
  assert.equal(isAged(0, 86_400_000), false);
  assert.equal(isAged(0, 86_400_001), true);
  assert.equal(isAged(null, 1), false);
});

test('numbers are typed with a point or a comma', () => {
  assert.equal(typedNumber(' 0,5 '), 0.5);
  assert.equal(typedNumber('-90'), -90);
  assert.equal(typedNumber('  '), null);
  for (const text of ['x', '1e3', '1.2.3', '5%', '0x1']) {
    assert.ok(Number.isNaN(typedNumber(text)), text);
  }
});

test('an alert about a value says which bound it is past', () => {
  const row = { kind: 'check-out-of-bounds', node: 'n1', detail: 'fs_u /srv', anchor: 'prod/n1' };
  assert.deepEqual(saying({ ...row, facts: { value: '91', unit: '%', high: '90' } }).params.bound, '90');
  assert.equal(saying({ ...row, facts: { value: '91', unit: '%', high: '90' } }).key, 'check-out-of-bounds.high');
  assert.equal(saying({ ...row, facts: { value: '1', low: '2', high: '90' } }).key, 'check-out-of-bounds.low');
  assert.equal(saying({ ...row, facts: {} }).key, 'check-out-of-bounds');
});
