import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUntried } from '../../main/resources/public/assets/js/model/tickets.js';

const AT = '2026-11-30T12:00:00.000Z';
const NOW = Date.parse(AT) + 300_000;
const TICKET = { state: 'open', at: AT };

test('a ticket of which nothing was tried for somebody for five minutes says so', () => {
  assert.equal(isUntried(TICKET, [{ state: 'accepted' }, { state: null }], NOW), true);
  assert.equal(isUntried(TICKET, [{ state: 'accepted' }, { state: null }], NOW - 1), false);
  assert.equal(isUntried(TICKET, [{ state: 'accepted' }, { state: 'failed' }], NOW), false);
  assert.equal(isUntried(TICKET, [], NOW), false);
  assert.equal(isUntried({ ...TICKET, state: 'closed' }, [{ state: null }], NOW), false);
});
