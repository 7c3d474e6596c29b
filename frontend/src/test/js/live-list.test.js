import assert from 'node:assert/strict';
import { test } from 'node:test';

// what of a browser the stream and the lists need
const asked = [];
const streams = [];
let answer = () => ({ status: 200, body: {} });
Object.assign(globalThis, {
  addEventListener: () => {},
  SharedWorker: undefined,
  EventSource: class extends EventTarget {
    constructor(url) {
      super();
      streams.push(url);
    }
    close() {}
  },
  fetch: async (url) => {
    asked.push(url);
    const { status, body } = answer(url);
    return new Response(JSON.stringify(body), { status });
  },
});
const { LiveList } = await import('../../main/resources/public/assets/js/parts/live-list.js');

const kind = { resource: 'instances', type: 'instance', order: () => 0 };

function list() {
  return new LiveList({ addController() {}, requestUpdate() {} }, () => false);
}

async function until(holds) {
  for (let turns = 0; !holds() && turns < 1000; turns++) {
    await new Promise(setImmediate);
  }
  assert.ok(holds());
}

test('a refused filter leaves the stream running: it says nothing of the collector', async () => {
  answer = (url) => (url.includes('q=') ? { status: 400, body: { status: 400 } } : { status: 200, body: { position: 'here' } });
  const refused = list();

  refused.show(kind, { q: ['colour=red'], sort: '', cursor: '' });
  await until(() => streams.length > 0);

  assert.deepEqual(streams, ['/api/v1/events?position=here']);
  assert.equal(refused.problem.status, 400);
  assert.equal(refused.page, null);
});

test('a collector that fails is not asked once more', async () => {
  answer = () => ({ status: 503, body: { status: 503 } });
  asked.length = 0;
  const failed = list();

  failed.show(kind, { q: [], sort: '', cursor: '' });
  await until(() => failed.problem);

  assert.equal(asked.length, 1);
});
