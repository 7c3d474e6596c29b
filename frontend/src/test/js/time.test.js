import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absolute, duration, moment, parseDuration, span, zone } from '../../main/resources/public/assets/js/model/time.js';

test('an age has two units at most', () => {
  const cases = [
    [0, '0s'],
    [59_999, '59s'],
    [60_000, '1m'],
    [250_000, '4m 10s'],
    [11_520_000, '3h 12m'],
    [86_400_000, '1d'],
    [442_800_000, '5d 3h'],
    [35_596_800_000, '412d'],
  ];
  for (const [millis, text] of cases) {
    assert.equal(span(millis), text);
  }
  assert.equal(span(442_800_000, 'j'), '5j 3h');
});

test('a moment ahead of the clock is now, not minus something', () => {
  assert.equal(span(-5000), '0s');
});

test('moments are read as ISO text or as milliseconds; nonsense is no moment', () => {
  assert.equal(moment('2010-01-09T04:02:04Z'), Date.UTC(2010, 0, 9, 4, 2, 4));
  assert.equal(moment(1263009724000), 1263009724000);
  for (const nothing of [null, undefined, '', 'yesterday']) {
    assert.equal(moment(nothing), null);
  }
});

test('an absolute time is written as in 2010, with its zone beside it', () => {
  const at = Date.UTC(2010, 0, 9, 4, 2, 4);
  assert.equal(absolute(at, true), '2010-01-09 04:02:04');
  assert.equal(zone(at, true), 'UTC');
  assert.equal(absolute(null, true), '');
});

test('how long an action took keeps tenths under a minute', () => {
  assert.equal(duration(40), '40 ms');
  assert.equal(duration(7520), '7.5s');
  assert.equal(duration(59_960), '59.9s');
  assert.equal(duration(65_000), '1m 5s');
  assert.equal(duration(null), '');
});

test('durations of filters', () => {
  assert.equal(parseDuration('1m30s'), 90_000);
  assert.equal(parseDuration('2h'), 7_200_000);
  assert.equal(parseDuration('2026-01-01'), null);
  assert.equal(parseDuration(''), null);
});
