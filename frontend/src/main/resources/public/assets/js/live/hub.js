// One event stream for every page of a browser. Runs in a shared worker, or in the page where there is none.

const TYPES = ['instance', 'service', 'node', 'action', 'alert', 'ticket', 'sync'];
export const FLUSH_MILLIS = 250;
const KEEP_MILLIS = 30_000; // a list is read from the database a moment behind the stream: what passed meanwhile is repeated
const KEEP_ROWS = 5000;
const RETRY_MILLIS = [500, 1000, 2000, 5000, 10_000];

export class Hub {
  #open;
  #timers;
  #pages = new Set();
  #source = null;
  #position = null;
  #pulse = null;
  #buffer = new Map();
  #recent = new Map();
  #flushing = false;
  #failures = 0;
  #retry = null;

  /** open(url) makes an EventSource; timers has setTimeout, clearTimeout and now. */
  constructor(open, timers) {
    this.#open = open;
    this.#timers = timers;
  }

  /** post(message) hands a message to that page. */
  join(post) {
    this.#pages.add(post);
    this.#forget();
    if (this.#recent.size > 0) {
      post({ kind: 'batch', events: [...this.#recent.values()].map(({ event }) => event) });
    }
    if (this.#pulse) {
      post(this.#pulse);
    }
  }

  leave(post) {
    this.#pages.delete(post);
    if (this.#pages.size === 0) {
      this.close();
    }
  }

  /** A page read a list at this position: where the stream starts unless it runs already. */
  start(position) {
    if (this.#source || this.#retry || !position) {
      return;
    }
    this.#position = position;
    this.#connect();
  }

  close() {
    this.#source?.close();
    this.#timers.clearTimeout(this.#retry);
    this.#source = null;
    this.#retry = null;
    this.#pulse = null;
    this.#position = null;
    this.#recent.clear();
    this.#buffer.clear();
  }

  #connect() {
    this.#retry = null;
    const source = this.#open(`/api/v1/events?position=${encodeURIComponent(this.#position)}`);
    this.#source = source;
    for (const type of TYPES) {
      source.addEventListener(type, (message) => this.#take(type, message));
    }
    source.addEventListener('pulse', (message) => this.#beat(message));
    source.addEventListener('reset', () => this.#reset());
    source.addEventListener('error', () => this.#lost(source));
  }

  #heard(message) {
    this.#failures = 0;
    if (message.lastEventId) {
      this.#position = message.lastEventId;
    }
  }

  #take(type, message) {
    this.#heard(message);
    const event = { type, ...JSON.parse(message.data) };
    const key = `${type} ${event.id}`;
    const held = this.#recent.get(key);
    if (held && held.event.n >= event.n) {
      return;
    }
    this.#recent.delete(key); // newest last
    this.#recent.set(key, { at: this.#timers.now(), event });
    this.#buffer.set(key, event);
    if (!this.#flushing) {
      this.#flushing = true;
      this.#timers.setTimeout(() => this.#flush(), FLUSH_MILLIS);
    }
  }

  #flush() {
    this.#flushing = false;
    const events = [...this.#buffer.values()];
    this.#buffer.clear();
    this.#forget();
    if (events.length > 0) {
      this.#tell({ kind: 'batch', events });
    }
  }

  #forget() {
    const limit = this.#timers.now() - KEEP_MILLIS;
    for (const [key, { at }] of this.#recent) {
      if (at >= limit && this.#recent.size <= KEEP_ROWS) {
        break;
      }
      this.#recent.delete(key);
    }
  }

  #beat(message) {
    this.#heard(message);
    const { lagMillis } = JSON.parse(message.data);
    this.#pulse = { kind: 'pulse', lagMillis, at: this.#timers.now() };
    this.#tell(this.#pulse);
  }

  // too old or too slow for the server: every page reads its list again, the first one restarts the stream
  #reset() {
    this.close();
    this.#tell({ kind: 'reset' });
  }

  // the browser itself resumes a broken stream; a refused one is closed for good and is ours to reopen
  #lost(source) {
    if (source !== this.#source || source.readyState !== 2) {
      return;
    }
    this.#source = null;
    const base = RETRY_MILLIS[Math.min(this.#failures, RETRY_MILLIS.length - 1)];
    this.#failures += 1;
    this.#tell({ kind: 'refused' });
    this.#retry = this.#timers.setTimeout(() => this.#connect(), base * (0.75 + Math.random() / 2));
  }

  #tell(message) {
    for (const post of this.#pages) {
      post(message);
    }
  }
}

export function browserTimers() {
  return {
    setTimeout: (task, millis) => setTimeout(task, millis),
    clearTimeout: (id) => clearTimeout(id),
    now: () => Date.now(),
  };
}
