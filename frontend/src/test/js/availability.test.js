import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AVAILABILITIES, badness, flags, look, nodeLook, rowTone } from '../../main/resources/public/assets/js/model/availability.js';

test('nothing stale or unknown looks up', () => {
  for (const word of [...AVAILABILITIES, 'a word of next year']) {
    assert.notEqual(look(word, { stale: true }).tone, 'up');
    assert.notEqual(rowTone({ avail: word, overall: word, stale: true }), 'up');
  }
  assert.deepEqual(look('a word of next year'), look('undef'));
  assert.notEqual(look('undef').tone, 'up');
  assert.notEqual(nodeLook('a state of next year').tone, 'up');
});

test('every state has a mark of its own, so that colours are never alone', () => {
  const marks = AVAILABILITIES.map((word) => look(word).mark);
  assert.equal(new Set(marks).size, marks.length);
  assert.deepEqual(marks, ['X', '!', '?', 'x', 'o', 'O', '/']);
});

test('worst first is the order of the store', () => {
  const rows = [
    { avail: 'up', overall: 'up' },
    { avail: 'n/a', overall: 'n/a' },
    { avail: 'down', overall: 'down' },
    { avail: 'up', overall: 'warn' },
    { avail: 'stdby up', overall: 'stdby up' },
    { avail: 'warn', overall: 'warn' },
    { avail: 'up', overall: 'up', stale: true },
    { avail: 'undef', overall: 'undef' },
    { avail: 'stdby down', overall: 'stdby down' },
    { avail: 'down', overall: 'down', servedElsewhere: true },
    { avail: 'down', overall: 'down', servedElsewhere: true, stale: true },
    { avail: 'down', overall: 'warn', servedElsewhere: true },
  ];
  const order = rows.map(badness).sort((a, b) => b - a);
  assert.deepEqual(order, [60, 50, 45, 40, 30, 30, 25, 25, 10, 8, 5, 0]);
});

test('a service that is up with complaints is not a quiet row', () => {
  assert.equal(rowTone({ avail: 'up', overall: 'warn' }), 'warn');
  assert.equal(rowTone({ avail: 'down', overall: 'warn' }), 'down');
});

test('down here and served elsewhere is quiet, but for what is wrong with it', () => {
  const passive = { avail: 'down', overall: 'down', servedElsewhere: true };
  assert.equal(rowTone(passive), 'none');
  assert.equal(look('down', passive).mark, '-');
  assert.equal(look('stdby down', passive).tone, 'standby-down');
  assert.equal(rowTone({ ...passive, overall: 'warn' }), 'warn');
  assert.equal(rowTone({ ...passive, stale: true }), 'stale');
  assert.equal(rowTone({ ...passive, servedElsewhere: false }), 'down');
});

test('facts beside availability have the marks of the command line', () => {
  const row = { stale: true, frozen: true, provisioned: false, misplaced: true };
  assert.deepEqual(flags(row).map(({ mark }) => mark), ['~', '*', 'P', '^']);
  assert.deepEqual(flags({}), []);
});
