// The page's end of the event stream. Events: batch (detail: events by type), pulse, reset.
import { get } from '../net/api.js';
import { browserTimers, Hub } from './hub.js';

class LiveClient extends EventTarget {
  #send = null;
  #recent = new Map();

  constructor() {
    super();
    this.startedAt = performance.now();
    this.heardAt = null;
    this.heardClock = null;
    this.lagMillis = 0;
    this.wanted = false;
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) {
        this.dispatchEvent(new Event('reset')); // back from the browser's own cache: nothing is fresh
      }
    });
  }

  /** Called with the position of each list that was read. */
  start(position) {
    this.#join();
    this.#send({ kind: 'start', position });
  }

  /** For a page that has no list to show: a position comes with lists only. Fails as the reading does. */
  async startWithoutList() {
    const { position } = await get('/api/v1/services?limit=1');
    this.start(position);
  }

  /** Ends the stream of every page of this browser: the session is over. */
  close() {
    this.#send?.({ kind: 'close' });
  }

  /** Newest events of one type of the last moments: a list read just now may be older than them. */
  recent(type) {
    return [...this.#recent.values()].filter((event) => event.type === type);
  }

  #join() {
    if (this.#send) {
      return;
    }
    this.startedAt = performance.now();
    if (globalThis.SharedWorker) {
      const worker = new SharedWorker('/assets/js/live/worker.js', { type: 'module', name: 'vigie-live' });
      worker.port.addEventListener('message', ({ data }) => this.#hear(data));
      worker.port.start();
      this.#send = (message) => worker.port.postMessage(message);
    } else {
      const hub = new Hub((url) => new EventSource(url), browserTimers());
      const post = (message) => this.#hear(message);
      this.#send = ({ kind, position }) =>
        kind === 'start' ? hub.start(position) : kind === 'leave' ? hub.leave(post) : hub.close();
      hub.join(post);
    }
  }

  #leave() {
    this.#send?.({ kind: 'leave' });
    this.#send = null;
  }

  #hear(message) {
    switch (message.kind) {
      case 'pulse':
        this.#pulse(message);
        break;
      case 'batch':
        this.#batch(message.events);
        break;
      default:
        this.#recent.clear();
        this.dispatchEvent(new Event(message.kind));
    }
  }

  #pulse({ lagMillis, at }) {
    const age = Math.max(0, Date.now() - at); // a page that joins late is told of an older pulse
    this.heardAt = performance.now() - age;
    this.heardClock = at;
    this.lagMillis = lagMillis;
    this.dispatchEvent(new Event('pulse'));
  }

  #batch(events) {
    for (const event of events) {
      const key = `${event.type} ${event.id}`;
      this.#recent.delete(key);
      this.#recent.set(key, event);
    }
    while (this.#recent.size > 5000) {
      this.#recent.delete(this.#recent.keys().next().value);
    }
    this.dispatchEvent(new CustomEvent('batch', { detail: events }));
  }
}

export const live = new LiveClient();
