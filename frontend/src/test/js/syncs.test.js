import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agePlace, alertOf, runOptions, sendings, speed, syncBadness, syncLook, syncOf } from '../../main/resources/public/assets/js/model/syncs.js';
import { formatRoute, parseRoute, sitesUrl, syncHref, syncUrl } from '../../main/resources/public/assets/js/model/route.js';

const HOUR = 3_600_000;

test('a copy reaches its limit at three quarters of its bar, and its end no later than the bar does', () => {
  assert.equal(agePlace(0, 3600, 0), 0);
  assert.equal(agePlace(0, 3600, HOUR), 75);
  assert.equal(agePlace(0, 3600, 9 * HOUR), 100);
  assert.equal(agePlace(5 * HOUR, 3600, HOUR), 0, 'a clock that is ahead');
  assert.equal(agePlace(null, 3600, HOUR), 100, 'no good copy is as old as can be');
  assert.equal(agePlace(0, 0, HOUR), null, 'nothing says how old it may be');
});

test('a state of a newer version is never well', () => {
  assert.equal(syncLook('sideways').tone, 'unknown');
  assert.ok(syncBadness({ state: 'sideways' }) > 0);
  assert.ok(syncBadness({ state: 'never' }) > syncBadness({ state: 'late' }));
  assert.ok(syncBadness({ state: 'failed' }) > syncBadness({ state: 'ok' }));
});

test('copies and alerts about them lead to each other', () => {
  const id = 'prod/web:sync#drp/n9';
  assert.equal(alertOf({ id, state: 'late' }), `sync-late:${id}`);
  assert.equal(alertOf({ id, state: 'failed' }), `sync-failed:${id}`);
  assert.equal(syncOf({ kind: 'sync-late', id: `sync-late:${id}` }), id);
  assert.equal(syncOf({ kind: 'sync-failed', id: 'sync-failed:prod/web:n1/syncnodes' }), null, 'that is about an action');
  assert.equal(syncOf({ kind: 'service-split', id: 'service-split:prod/web' }), null);
});

test('the page of a copy has its whole name in its address', () => {
  const id = 'prod/web:sync#drp/n9';
  assert.deepEqual(parseRoute(syncHref(id)).path, [id]);
  assert.equal(parseRoute(syncHref(id)).view, 'syncs');
  assert.equal(syncUrl(id), '/api/v1/syncs/prod%2Fweb%3Async%23drp%2Fn9');
  assert.equal(sitesUrl([]), '/api/v1/syncs/sites');
  assert.equal(sitesUrl(['state!=ok', 'app=a b']), '/api/v1/syncs/sites?q=state%21%3Dok&q=app%3Da+b');
  assert.equal(formatRoute({ view: 'syncs', q: ['site=empty'] }), '#/syncs?q=site%3Dempty');
});

const run = (begin, seconds, status, bytes) => ({ id: begin, begin: new Date(begin).toISOString(), end: new Date(begin + seconds * 1000).toISOString(), status, bytes, bytesPerSecond: 0 });

test('the chart shows what was sent, oldest first, and not who had nothing to send', () => {
  const sent = sendings([run(2 * HOUR, 9, 'err', 0), run(HOUR, 5, 'off', 0), run(0, 4, 'ok', 2048)]);
  assert.deepEqual(sent.map(({ at, millis, tone }) => [at, millis, tone]), [[0, 4000, 'up'], [2 * HOUR, 9000, 'down']]);

  const options = runOptions(sent, { colors: { up: 'green', down: 'red' }, words: { bytes: 'Sent', duration: 'Duration', day: 'd' }, utc: true });
  const [bytes, durations] = options.series;
  assert.deepEqual(bytes.data[0], { value: [0, 2048], itemStyle: { color: 'green' } });
  assert.deepEqual(durations.data[1], { value: [2 * HOUR, 9000], itemStyle: { color: 'red' } });
  assert.equal(options.tooltip.renderMode, 'richText');
  assert.equal(options.tooltip.formatter({ dataIndex: 0 }), 'ok  1970-01-01 00:00:00\n2 KiB  4.0s');
  assert.equal(options.yAxis[0].axisLabel.formatter(0), '0');
  assert.equal(options.yAxis[1].axisLabel.formatter(90_000), '1m 30s');
});

test('a speed is a size each second', () => {
  assert.equal(speed(1024), '1 KiB/s');
  assert.equal(speed(0), '');
});
