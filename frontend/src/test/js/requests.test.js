import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmed, hindrance, isGrave, isOpen, itemLook, offered, takesResources, words } from '../../main/resources/public/assets/js/model/requests.js';
import { parseRoute, requestHref } from '../../main/resources/public/assets/js/model/route.js';

const target = (fate, actions = []) => ({ id: `k/web@${fate}`, fate, actions });

test('what is offered is what some node does, in one order, of those that can be asked', () => {
  assert.deepEqual(offered([target('done', ['thaw', 'stop', 'reboot']), target('done', ['start']), target('not-alive', ['run'])]), ['start', 'stop', 'thaw']);
  assert.deepEqual(offered([]), []);
});

test('why nothing can be asked is the reason nearest to being able to', () => {
  assert.equal(hindrance([target('done'), target('no-requests')]), '');
  assert.equal(hindrance([target('not-yours'), target('no-requests')]), 'no-requests');
  assert.equal(hindrance([target('not-yours'), target('no-requests'), target('not-alive')]), 'not-alive');
  assert.equal(hindrance([]), 'none');
});

test('what is confirmed is just what was shown', () => {
  assert.deepEqual(confirmed([target('done'), target('up-elsewhere')]), ['k/web@done']);
});

test('what harms, and what touches production, is grave', () => {
  assert.ok(isGrave('stop', { production: 0 }));
  assert.ok(isGrave('start', { production: 1 }));
  assert.ok(!isGrave('thaw', { production: 0 }));
});

test('resources are written as people write lists', () => {
  assert.deepEqual(words(' fs#1, ip  app#web,'), ['fs#1', 'ip', 'app#web']);
  assert.ok(takesResources('stop') && !takesResources('freeze'));
});

test('a request is open while a second person or a node may still speak', () => {
  assert.ok(isOpen({ state: 'proposed' }, []));
  assert.ok(isOpen({ state: 'sent' }, [{ status: 'ok' }, { status: 'running' }]));
  assert.ok(!isOpen({ state: 'sent' }, [{ status: 'ok' }, { status: 'unanswered' }]));
  assert.equal(itemLook('ok'), null);
  assert.equal(itemLook('waiting').tone, 'running');
});

test('a request has a page', () => {
  assert.deepEqual(parseRoute(requestHref('0198-a')).path, ['0198-a']);
});
