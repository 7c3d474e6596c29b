import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLUSH_MILLIS, Hub } from '../../main/resources/public/assets/js/live/hub.js';

class Source extends EventTarget {
  readyState = 1;

  constructor(url) {
    super();
    this.url = url;
  }

  say(type, data, lastEventId = '') {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data), lastEventId }));
  }

  refuse() {
    this.readyState = 2;
    this.dispatchEvent(new Event('error'));
  }

  close() {
    this.readyState = 2;
  }
}

function bench() {
  const sources = [];
  const clock = { now: 0, tasks: [] };
  const hub = new Hub(
    (url) => {
      sources.push(new Source(url));
      return sources.at(-1);
    },
    {
      now: () => clock.now,
      setTimeout: (task, millis) => clock.tasks.push({ task, at: clock.now + millis }),
      clearTimeout: (id) => id && clock.tasks.splice(id - 1, 1, { task: () => {}, at: Infinity }),
    },
  );
  const pass = (millis) => {
    clock.now += millis;
    const due = clock.tasks.filter(({ at }) => at <= clock.now);
    clock.tasks = clock.tasks.filter(({ at }) => at > clock.now);
    due.forEach(({ task }) => task());
  };
  const page = () => {
    const heard = [];
    const post = (message) => heard.push(message);
    hub.join(post);
    return { heard, post };
  };
  return { hub, sources, pass, page };
}

const batches = (heard) => heard.filter(({ kind }) => kind === 'batch').map(({ events }) => events.map(({ id, n }) => `${id}:${n}`));

test('however many pages, one stream', () => {
  const { hub, sources, page } = bench();
  page();
  page();

  hub.start('p1');
  hub.start('p2');

  assert.deepEqual(sources.map(({ url }) => url), ['/api/v1/events?position=p1']);
});

test('changes are handed out four times a second, merged by id, the newest of each', () => {
  const { hub, sources, pass, page } = bench();
  const { heard } = page();
  hub.start('p');

  sources[0].say('instance', { id: 'a', n: 1, row: {} });
  sources[0].say('instance', { id: 'a', n: 3, row: {} });
  sources[0].say('instance', { id: 'a', n: 2, row: {} });
  sources[0].say('node', { id: 'a', n: 1, row: {} });
  assert.deepEqual(batches(heard), []);
  pass(FLUSH_MILLIS);

  assert.deepEqual(batches(heard), [['a:3', 'a:1']]);
});

test('a page that joins late hears what passed while its list was being read', () => {
  const { hub, sources, pass, page } = bench();
  page();
  hub.start('p');
  sources[0].say('instance', { id: 'old', n: 1, row: {} });
  pass(40_000);
  sources[0].say('instance', { id: 'new', n: 1, row: {} });
  sources[0].say('pulse', { lagMillis: 12 });

  const { heard } = page();

  assert.deepEqual(batches(heard), [['new:1']]);
  assert.equal(heard.at(-1).lagMillis, 12);
});

test('a refused stream is opened again where it was, later each time', () => {
  const { hub, sources, pass, page } = bench();
  const { heard } = page();
  hub.start('p1');
  sources[0].say('pulse', { lagMillis: 1 }, 'p7');

  sources[0].refuse();
  pass(100);
  assert.equal(sources.length, 1);
  pass(700);

  assert.equal(sources[1].url, '/api/v1/events?position=p7');
  assert.ok(heard.some(({ kind }) => kind === 'refused'));
});

test('after a reset every page is told and the next list restarts the stream from its own position', () => {
  const { hub, sources, page } = bench();
  const { heard } = page();
  hub.start('p1');

  sources[0].say('reset', {});
  hub.start('p9');

  assert.equal(heard.at(-1).kind, 'reset');
  assert.equal(sources[0].readyState, 2);
  assert.equal(sources[1].url, '/api/v1/events?position=p9');
});

test('when the last page leaves the stream ends', () => {
  const { hub, sources, page } = bench();
  const { post } = page();
  hub.start('p');

  hub.leave(post);

  assert.equal(sources[0].readyState, 2);
});
