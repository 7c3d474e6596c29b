// The silences in force now, for every view: read at once when an alert names one that is not known, and now and then.
import { live } from '../live/client.js';
import { isGlobal } from '../model/silences.js';
import { moment } from '../model/time.js';
import { get, serverNow } from '../net/api.js';

const EVERY_MILLIS = 10_000;
const TICK_MILLIS = 500;

class SilenceBook extends EventTarget {
  #inForce = new Map();
  #readers = 0;
  #timer = null;
  #due = 0; // when it is read next
  #onBatch = ({ detail }) => {
    if (detail.some(({ type, row }) => type === 'alert' && row && this.#moves(row))) {
      this.#due = 0;
    }
  };
  #onReset = () => {
    this.#due = 0;
  };

  // an alert that none of these explains, or that is free again: one began, or ended
  #moves({ silencedBy }) {
    return silencedBy ? !this.#inForce.has(silencedBy) : this.#inForce.size > 0;
  }

  join() {
    this.#readers += 1;
    if (this.#readers === 1) {
      live.addEventListener('batch', this.#onBatch);
      live.addEventListener('reset', this.#onReset);
      this.#due = 0;
      this.#timer = setInterval(() => this.#tick(), TICK_MILLIS);
      this.#tick();
    }
  }

  leave() {
    this.#readers -= 1;
    if (this.#readers === 0) {
      live.removeEventListener('batch', this.#onBatch);
      live.removeEventListener('reset', this.#onReset);
      clearInterval(this.#timer);
    }
  }

  /** Null when it is over, or not to be seen by this person. */
  get(id) {
    return this.#inForce.get(id) ?? null;
  }

  /** What mutes everything, the one that does so longest; null for nothing. */
  get everything() {
    const all = [...this.#inForce.values()].filter(isGlobal);
    return all.reduce((longest, one) => (longest && moment(longest.changes) >= moment(one.changes) ? longest : one), null);
  }

  /** After somebody changed one. */
  again() {
    this.#due = 0;
    this.#tick();
  }

  #tick() {
    const over = [...this.#inForce.values()].filter(({ changes }) => moment(changes) <= serverNow());
    over.forEach(({ id }) => this.#inForce.delete(id));
    if (over.length > 0) {
      this.#tell();
    }
    if (performance.now() >= this.#due && !document.hidden) {
      this.#due = performance.now() + EVERY_MILLIS;
      this.#read();
    }
  }

  async #read() {
    try {
      const all = await get('/api/v1/silences?inForce=true');
      this.#inForce = new Map(all.map((silence) => [silence.id, silence]));
      this.#tell();
    } catch {
      // it is asked again; the view on screen tells what is wrong
    }
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}

export const silenceBook = new SilenceBook();

/** Renders its host again when other silences are in force. */
export class SilenceReader {
  #changed;

  constructor(host) {
    this.#changed = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected() {
    silenceBook.addEventListener('change', this.#changed);
    silenceBook.join();
  }

  hostDisconnected() {
    silenceBook.removeEventListener('change', this.#changed);
    silenceBook.leave();
  }
}
