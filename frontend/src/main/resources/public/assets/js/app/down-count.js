// Controller: how many services are down, whatever list is on screen. The title and the icon carry it.
import { get } from '../net/api.js';
import { listUrl } from '../model/route.js';
import { live } from '../live/client.js';

const EVERY_MILLIS = 5000;

export class DownCount {
  #host;
  #due = true;
  #timer = null;
  #onBatch = ({ detail }) => {
    this.#due = this.#due || detail.some(({ type }) => type === 'service');
  };
  #onReset = () => {
    this.#due = true;
  };

  constructor(host) {
    this.#host = host;
    this.down = 0;
    host.addController(this);
  }

  hostConnected() {
    live.addEventListener('batch', this.#onBatch);
    live.addEventListener('reset', this.#onReset);
    this.#timer = setInterval(() => this.#due && this.#read(), EVERY_MILLIS);
    this.#read();
  }

  hostDisconnected() {
    live.removeEventListener('batch', this.#onBatch);
    live.removeEventListener('reset', this.#onReset);
    clearInterval(this.#timer);
  }

  async #read() {
    this.#due = false;
    try {
      const { total } = await get(listUrl('services', { q: ['avail=down'] }, 1));
      this.down = total;
      this.#host.requestUpdate();
    } catch {
      this.#due = true; // the view on screen tells what is wrong
    }
  }
}
