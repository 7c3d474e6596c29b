import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedFields } from '../../main/resources/public/assets/js/model/audit.js';
import { parseRoute } from '../../main/resources/public/assets/js/model/route.js';

test('a field that was made, changed or taken away is one row', () => {
  const rows = changedFields({ before: { mail: 'a@b', tags: ['x'] }, after: { shared: false, mail: '' } });
  assert.deepEqual(rows, [
    { name: 'mail', before: 'a@b', after: '' },
    { name: 'shared', before: '–', after: 'false' },
    { name: 'tags', before: '["x"]', after: '–' },
  ]);
});

test('the audit has an address', () => {
  assert.equal(parseRoute('#/audit?q=person%3Dzoe').view, 'audit');
});
