import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstRange, percent, ribbonOptions, shares, spansOf, within } from '../../main/resources/public/assets/js/model/timeline.js';

const hour = 3_600_000;
const timeline = [
  { from: 2 * hour, to: 3 * hour, avail: 'down', overall: 'down', stale: false },
  { from: 0, to: hour, avail: 'up', overall: 'up', stale: false },
  { from: hour, to: 2 * hour, avail: 'up', overall: 'warn', stale: false },
  { from: 3 * hour, to: null, avail: 'up', overall: 'up', stale: true },
];

test('spans are in order, alike neighbours are one, the open one lasts until now', () => {
  const spans = spansOf(timeline, 4 * hour);
  assert.deepEqual(
    spans.map(({ from, to, word, tone, open }) => [from / hour, to / hour, word, tone, open]),
    [
      [0, 2, 'up', 'up', false],
      [2, 3, 'down', 'down', false],
      [3, 4, 'up', 'stale', true],
    ],
  );
});

test('a period cuts its first and last span', () => {
  const spans = within(spansOf(timeline, 4 * hour), 1.5 * hour, 2.5 * hour);
  assert.deepEqual(spans.map(({ from, to }) => [from / hour, to / hour]), [[1.5, 2], [2, 2.5]]);
});

test('a service known since a moment ago is not a line at the edge of a week', () => {
  assert.equal(firstRange(spansOf(timeline, 4 * hour), 4 * hour), 'all');
  assert.equal(firstRange(spansOf(timeline, 40 * hour), 40 * hour), 'week');
  assert.equal(firstRange([], hour), 'week');
});

test('shares add up to the period; stale up is not up', () => {
  const parts = shares(spansOf(timeline, 4 * hour));
  assert.deepEqual(parts.map(({ word, stale, share }) => [word, stale, share]), [
    ['up', false, 0.5],
    ['down', false, 0.25],
    ['up', true, 0.25],
  ]);
});

test('what ended in the moment it began is not shown', () => {
  const spans = spansOf([{ from: 0, to: 0, avail: 'undef' }, { from: 0, to: 2 * hour, avail: 'up' }, { from: 2 * hour, to: null, avail: 'down' }], 2 * hour);
  assert.deepEqual(spans.map(({ word }) => word), ['up', 'down']);
});

test('almost always is not always, almost never is not never', () => {
  assert.equal(percent(0.99999), '99.99 %');
  assert.equal(percent(1), '100 %');
  assert.equal(percent(0.00001), '< 0.01 %');
  assert.equal(percent(0), '0 %');
});

test('the ribbon has a bar per span, bad ones taller, and no HTML tooltip', () => {
  const spans = spansOf(timeline, 4 * hour);
  const colors = { up: 'green', down: 'red', stale: 'grey', text: 'black', muted: 'black', line: 'grey', surface: 'white', filler: 'grey' };
  const words = { stale: 'last known', until: 'to', now: 'now', day: 'd' };
  const options = ribbonOptions(spans, { from: 0, to: 4 * hour, colors, words, utc: true });
  const [series] = options.series;
  const api = { coord: ([x, y]) => [x / hour, 100 - y * 100] };
  const bars = spans.map((_, dataIndex) => series.renderItem({ dataIndex }, api));

  assert.equal(options.tooltip.renderMode, 'richText');
  assert.deepEqual(bars.map(({ style }) => style.fill), ['green', 'red', 'grey']);
  assert.ok(bars[1].shape.height > bars[0].shape.height);
  assert.ok(bars[2].shape.height < bars[0].shape.height);
  assert.match(options.tooltip.formatter({ dataIndex: 2 }), /^last known up {2}1h\n1970-01-01 03:00:00 to now$/);
});
