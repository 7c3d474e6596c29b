// <age-bar .of=${row}>: how old a copy is against how old it may be, growing by itself.
import { agePlace } from '../model/syncs.js';
import { moment } from '../model/time.js';
import { serverNow } from '../net/api.js';

const shown = new Set();
const EVERY_MILLIS = 5000;

setInterval(() => shown.forEach((element) => element.show()), EVERY_MILLIS);

const SVG = 'http://www.w3.org/2000/svg';

function shape(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  parent.append(element);
  return element;
}

class AgeBar extends HTMLElement {
  #of = null;
  #filled = null;

  set of(row) {
    this.#of = row;
    this.show();
  }

  connectedCallback() {
    shown.add(this);
    this.show();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  show() {
    const place = this.#of ? agePlace(moment(this.#of.lastGood), this.#of.maxDelaySeconds, serverNow()) : null;
    this.hidden = place === null;
    if (place !== null) {
      this.#filled ??= this.#draw();
      this.#filled.setAttribute('width', String(place));
    }
  }

  #draw() {
    const svg = shape('svg', { class: 'bar-of', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, this);
    shape('rect', { class: 'track', x: 0, y: 2, width: 100, height: 6 }, svg);
    const filled = shape('rect', { class: 'filled', x: 0, y: 2, width: 0, height: 6 }, svg);
    shape('line', { class: 'bound', x1: 75, x2: 75, y1: 0, y2: 10 }, svg);
    return filled;
  }
}

customElements.define('age-bar', AgeBar);
