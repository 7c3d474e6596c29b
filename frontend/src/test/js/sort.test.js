import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badness } from '../../main/resources/public/assets/js/model/availability.js';
import { ariaSort, comparator, nextSort, worstFirst } from '../../main/resources/public/assets/js/model/sort.js';

test('a header goes through its two directions and back to worst first', () => {
  assert.equal(nextSort('', 'service'), 'service');
  assert.equal(nextSort('service', 'service'), '-service');
  assert.equal(nextSort('-service', 'service'), '');
  assert.equal(nextSort('service', 'since', 'down'), '-since');
  assert.equal(nextSort('-since', 'since', 'down'), 'since');
});

test('aria-sort tells the first key only', () => {
  assert.equal(ariaSort('-since,service', 'since'), 'descending');
  assert.equal(ariaSort('-since,service', 'service'), 'none');
  assert.equal(ariaSort('service', 'service'), 'ascending');
  assert.equal(ariaSort('', undefined), 'none');
});

test('an unsorted list is worst first, ties by id; a sorted one keeps its keys in order, and downwards its ids too', () => {
  const rows = [
    { id: 'b', avail: 'up', env: 'PRD' },
    { id: 'a', avail: 'up', env: 'DEV' },
    { id: 'c', avail: 'down', env: 'PRD' },
  ];
  const ids = (sort) => [...rows].sort(comparator(sort, worstFirst(badness))).map(({ id }) => id).join('');
  assert.equal(ids(''), 'cab');
  assert.equal(ids('env'), 'abc');
  assert.equal(ids('-env'), 'cba');
  assert.equal(ids('env,-id'), 'acb');
});

test('where ties have an order of their own, a sort downwards is the sort upwards turned round', () => {
  const rows = [
    { id: 'a', service: 'web', begin: '1' },
    { id: 'b', service: 'web', begin: '2' },
    { id: 'c', service: 'web', begin: '2' },
    { id: 'd', service: 'db', begin: '3' },
  ];
  const ids = (sort) => [...rows].sort(comparator(sort, () => 0, '-begin')).map(({ id }) => id).join('');
  assert.equal(ids('service'), 'dbca');
  assert.equal(ids('-service'), 'acbd');
  assert.equal(ids('-begin'), 'dbca');
  assert.equal(ids('begin'), 'acbd');
});
