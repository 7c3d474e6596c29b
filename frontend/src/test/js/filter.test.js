import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTerm, matcher, parseTerm, readTyped, withTerm } from '../../main/resources/public/assets/js/model/filter.js';

const row = {
  service: 'web01',
  env: 'PRD',
  app: '',
  avail: 'stdby up',
  stale: false,
  responsibles: ['unix@example.org', 'dba@example.org'],
  since: '2026-01-01T00:00:00Z',
  cpuThreads: 8,
};
const now = () => Date.parse('2026-01-01T03:00:00Z');
const keeps = (...terms) => matcher(terms, now)(row);

test('a term survives being written and read', () => {
  for (const [field, op, value] of [
    ['env', '=', 'PRD'],
    ['avail', '!=', 'stdby up'],
    ['service', '=~', '^(web|db) "x"\\d'],
    ['app', '=', ''],
    ['app', '=', '~a'],
    ['cpuThreads', '>', '=7'],
    ['since', '>', '2h'],
  ]) {
    const term = parseTerm(formatTerm(field, op, value));
    assert.deepEqual([term.field, term.op, term.value], [field, op, value]);
  }
});

test('what is typed is a term, or a search by name', () => {
  assert.equal(readTyped(' env = PRD ', 'service').text, 'env=PRD');
  assert.equal(readTyped('web', 'service').text, 'service=~web');
  assert.equal(readTyped('  ', 'service'), null);
  assert.equal(readTyped('env=', 'node').text, 'node=~env=');
  assert.equal(readTyped('web (old)', 'service').text, 'service=~"web (old)"');
});

test('a filter of several terms is left to the server, beside the others', () => {
  for (const text of ['env=PRD avail!=up', '(env=PRD or app=empty)', 'not env=PRD', 'not(not env="a b")', 'avail=stdby up']) {
    assert.equal(parseTerm(text), null);
    assert.deepEqual(withTerm(['app=UNX', 'env!=PRD'], readTyped(` ${text} `, 'service')), ['app=UNX', 'env!=PRD', text]);
    assert.equal(matcher([text], now), null);
  }
});

test('a row is kept by equality, inequality, pattern, age, number and several values', () => {
  assert.ok(keeps('env=PRD', 'avail="stdby up"', 'responsibles=dba@example.org', 'since>2h', 'cpuThreads>=8', 'app=empty'));
  assert.ok(!keeps('env!=PRD'));
  assert.ok(!keeps('since>4h'));
  assert.ok(keeps('since<2026-02-01'));
  assert.ok(keeps('service=~^web'));
  assert.ok(!keeps('service!~^web'));
  assert.ok(!keeps('stale=true'));
});

test('what this side cannot judge, the server may', () => {
  assert.ok(keeps('fieldOfNextYear=1'));
});

test('a term that says the opposite gives way, a repeated one stays single', () => {
  assert.deepEqual(withTerm(['env=PRD', 'app=UNX'], parseTerm('env!=PRD')), ['app=UNX', 'env!=PRD']);
  assert.deepEqual(withTerm(['env=PRD'], parseTerm('env=PRD')), ['env=PRD']);
});

test('what only the server can judge is judged by nobody here', () => {
  for (const text of ['avail=up or avail=warn', 'not (avail=up)', 'service=~(?i)WEB']) {
    assert.equal(matcher(['avail=up', text], now), null, text);
  }
});
