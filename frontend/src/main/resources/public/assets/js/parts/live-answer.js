// Controller of something small that is read again when events of one type came: counts, values of a field.
import { live } from '../live/client.js';
import { get } from '../net/api.js';

const EVERY_MILLIS = 5000;
const TWICE = 2; // what an event tells may be in the tables a moment later only

export class LiveAnswer {
  #host;
  #type;
  #url = null;
  #due = TWICE;
  #every;
  #timer = null;
  #onBatch = ({ detail }) => {
    this.#due = detail.some(({ type }) => type === this.#type) ? TWICE : this.#due;
  };
  #onReset = () => {
    this.#due = TWICE;
  };

  /** type: of the events after which the answer may be another. */
  constructor(host, type, every = EVERY_MILLIS) {
    this.#host = host;
    this.#type = type;
    this.#every = every;
    this.answer = null;
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener('batch', this.#onBatch);
    live.addEventListener('reset', this.#onReset);
    this.#timer = setInterval(() => this.#due > 0 && this.#read(), this.#every);
  }

  hostDisconnected() {
    live.removeEventListener('batch', this.#onBatch);
    live.removeEventListener('reset', this.#onReset);
    clearInterval(this.#timer);
  }

  /** url: null for nothing to read. */
  ask(url) {
    if (url !== this.#url) {
      this.#url = url;
      this.answer = null;
      this.#read();
    }
  }

  async #read() {
    const url = this.#url;
    this.#due -= 1;
    if (url === null) {
      return;
    }
    try {
      const answer = await get(url);
      if (url === this.#url) {
        this.answer = answer;
        this.#host.requestUpdate();
      }
    } catch {
      this.#due = TWICE; // the view on screen tells what is wrong
    }
  }
}
