// Controller of the page of one object: reads it, reads it again when the stream says it changed.
import { get } from '../net/api.js';
import { live } from '../live/client.js';

const AGAIN_MILLIS = 250;
const LATER_MILLIS = 2000; // what an event tells may be in the tables a moment later only

export class LiveObject {
  #host;
  #concerns;
  #again;
  #timer = null;
  #later = null;
  #missed = false;
  #sequence = 0;
  #joined = false;
  #onBatch = ({ detail }) => {
    if (detail.some((event) => this.#concerns(event))) {
      this.#soon();
    }
  };
  #due = () => {
    this.#timer = null;
    this.#missed = this.paused;
    if (!this.paused) {
      this.read();
    }
  };
  #onReset = () => {
    this.#joined = false;
    this.read();
  };

  /**
   * url() is what to read; concerns(event) tells whether an event changes what is on the page; again: how long it waits for more
   * of them before it reads once more.
   */
  constructor(host, url, concerns, again = AGAIN_MILLIS) {
    this.#host = host;
    this.#concerns = concerns;
    this.#again = again;
    this.url = url;
    this.answer = null;
    this.problem = null;
    this.paused = false;
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener('batch', this.#onBatch);
    live.addEventListener('reset', this.#onReset);
  }

  hostDisconnected() {
    live.removeEventListener('batch', this.#onBatch);
    live.removeEventListener('reset', this.#onReset);
    clearTimeout(this.#timer);
    clearTimeout(this.#later);
    this.#sequence += 1;
  }

  pause(paused) {
    this.paused = paused;
    if (!paused && this.#missed) {
      this.read();
    }
  }

  #soon() {
    if (this.paused) {
      this.#missed = true;
      return;
    }
    if (this.#timer === null) {
      this.#timer = setTimeout(this.#due, this.#again);
    }
    clearTimeout(this.#later);
    this.#later = setTimeout(this.#due, Math.max(LATER_MILLIS, this.#again));
  }

  async read() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#missed = false;
    this.#sequence += 1;
    const mine = this.#sequence;
    try {
      await this.#join();
      const answer = await get(this.url());
      if (mine === this.#sequence) {
        this.answer = answer;
        this.problem = null;
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }

  // before the object is read, so that no change falls between
  async #join() {
    if (!this.#joined) {
      await live.startWithoutList();
      this.#joined = true;
    }
  }
}
