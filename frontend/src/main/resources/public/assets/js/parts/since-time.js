// <since-time .at=${millis}>: how long ago, ticking by itself, the absolute moment on hover.
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { absolute, span, zone } from '../model/time.js';
import { serverNow } from '../net/api.js';

const shown = new Set();

function tick() {
  for (const element of shown) {
    element.show();
  }
}

setInterval(tick, 1000);
preferences.addEventListener('change', tick);

class SinceTime extends HTMLElement {
  #at = null;

  set at(millis) {
    if (millis !== this.#at) {
      this.#at = millis;
      this.show();
    }
  }

  get at() {
    return this.#at;
  }

  connectedCallback() {
    shown.add(this);
    this.show();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  show() {
    const text = this.#at === null ? '–' : span(serverNow() - this.#at, t('unit.day'));
    if (text !== this.textContent) {
      this.textContent = text;
    }
    const title = this.#at === null ? '' : `${absolute(this.#at, preferences.utc)} ${zone(this.#at, preferences.utc)}`;
    if (title !== this.title) {
      this.title = title;
    }
  }
}

customElements.define('since-time', SinceTime);
