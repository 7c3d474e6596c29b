import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badness } from '../../main/resources/public/assets/js/model/availability.js';
import { matcher } from '../../main/resources/public/assets/js/model/filter.js';
import { LivePage } from '../../main/resources/public/assets/js/model/live-page.js';
import { comparator, worstFirst } from '../../main/resources/public/assets/js/model/sort.js';

const row = (id, avail, n = 1, more = {}) => ({ id, avail, overall: avail, n, ...more });
const event = (id, avail, n, more = {}) => ({ id, n, row: row(id, avail, n, more) });
const ids = (page) => page.rows.map(({ id }) => id).join(' ');

function page(rows, { filters = [], size = 10, first = true, next = null, total = rows.length } = {}) {
  const live = new LivePage({ compare: comparator('', worstFirst(badness)), matches: matcher(filters), size, first });
  live.load({ rows, total, next });
  return live;
}

test('a change shows in its place at once and moves nothing', () => {
  const live = page([row('a', 'down'), row('b', 'up'), row('c', 'up')]);

  live.apply([event('c', 'down', 2)]);

  assert.equal(ids(live), 'a b c');
  assert.equal(live.rows[2].avail, 'down');
  assert.equal(live.waiting, 1);
  live.settle();
  assert.equal(ids(live), 'a c b');
  assert.equal(live.waiting, 0);
});

test('an older version of a row is dropped', () => {
  const live = page([row('a', 'up', 7)]);

  assert.equal(live.apply([event('a', 'down', 6), event('a', 'down', 7)]), false);

  assert.equal(live.rows[0].avail, 'up');
});

test('a row that is new waits until the page is put in order', () => {
  const live = page([row('a', 'up'), row('b', 'up')]);

  live.apply([event('n', 'down', 1)]);

  assert.equal(ids(live), 'a b');
  assert.equal(live.waiting, 1);
  assert.equal(live.settle(), 1);
  assert.equal(ids(live), 'n a b');
  assert.equal(live.total, 3);
});

test('a row that no longer answers the filter is dimmed first and leaves later', () => {
  const live = page([row('a', 'down'), row('b', 'down')], { filters: ['avail=down'] });

  live.apply([event('a', 'up', 2)]);

  assert.ok(live.rows[0].gone);
  assert.equal(live.waiting, 1);
  live.settle();
  assert.equal(ids(live), 'b');
  assert.equal(live.total, 1);
});

test('a removed row keeps what it last showed until it leaves', () => {
  const live = page([row('a', 'down'), row('b', 'up')]);

  live.apply([{ id: 'a', n: 2, removed: true, row: {} }]);

  assert.equal(live.rows[0].avail, 'down');
  assert.ok(live.rows[0].gone);
  live.settle();
  assert.equal(ids(live), 'b');
});

test('a row that belongs to another page does not come', () => {
  const full = page([row('a', 'down'), row('b', 'down')], { size: 2, next: 'more' });
  const later = page([row('m', 'up'), row('n', 'up')], { size: 10, first: false });

  full.apply([event('z', 'up', 3)]);
  later.apply([event('a', 'down', 3)]);

  assert.equal(full.waiting, 0);
  assert.equal(later.waiting, 0);
});

test('a full page stays as long as it was', () => {
  const live = page([row('a', 'down'), row('b', 'up')], { size: 2, next: 'more', total: 9 });

  live.apply([event('c', 'down', 4)]);
  live.settle();

  assert.equal(ids(live), 'a c');
  assert.equal(live.total, 9);
});

test('a row that came and went back while it waited is not announced', () => {
  const live = page([row('a', 'down')], { filters: ['avail=down'] });

  live.apply([event('n', 'down', 1)]);
  live.apply([event('n', 'up', 2)]);

  assert.equal(live.waiting, 0);
});

test('a list read from the database does not undo a newer change of the stream', () => {
  const live = page([row('a', 'up', 4)]);
  live.apply([event('a', 'down', 5)]);

  live.load({ rows: [row('a', 'up', 4)], total: 1 });

  assert.equal(live.rows[0].avail, 'down');
});

test('where only the server knows what belongs, rows change in their place and none comes or goes', () => {
  const live = page([row('a', 'down')], { filters: ['avail=down or avail=warn'] });

  live.apply([event('a', 'up', 2), event('n', 'down', 1)]);

  assert.equal(ids(live), 'a');
  assert.equal(live.rows[0].avail, 'up');
  assert.equal(live.waiting, 0);
});
