import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName } from '../../main/resources/public/assets/js/model/form.js';
import { feedUrl } from '../../main/resources/public/assets/js/model/route.js';
import { tokenState, tokenUrl } from '../../main/resources/public/assets/js/model/tokens.js';

const NOW = Date.parse('2026-11-30T12:00:00Z');

test('a feed has the filters of its list, the language and the token', () => {
  assert.equal(
    feedUrl('alerts', 'atom', { q: ['app=pay & co', 'state=open'], sort: '-since' }, 'fr', 'abc'),
    '/api/v1/alerts.atom?q=app%3Dpay+%26+co&q=state%3Dopen&lang=fr&token=abc',
  );
});

test('a token is told to end two weeks before it does', () => {
  const ends = (days) => ({ expires: new Date(NOW + days * 86_400_000).toISOString() });
  assert.deepEqual([15, 14, 0, -1].map((days) => tokenState(ends(days), NOW)), ['good', 'soon', 'over', 'over']);
});

test('a name that is taken gets a number', () => {
  assert.equal(freeName('Feeds', []), 'Feeds');
  assert.equal(freeName('Feeds', ['Feeds', 'Feeds 2']), 'Feeds 3');
});

test('the address of a token holds its name as it is', () => {
  assert.equal(tokenUrl('nightly / report'), '/api/v1/tokens/nightly%20%2F%20report');
});
