// <state-counts>: how many rows of the present filter are in each state, worst first; each count is a link to its list.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { parseTerm } from '../model/filter.js';
import { formatRoute, listUrl } from '../model/route.js';
import { live } from '../live/client.js';
import { get } from '../net/api.js';
import { PreferenceController } from './preference-controller.js';

const EVERY_MILLIS = 5000;

class StateCounts extends LitElement {
  static properties = { kind: { attribute: false }, route: { attribute: false }, counts: { state: true } };
  #key = '';
  #dirty = false;
  #refused = false; // a wrong filter stays wrong
  #timer = null;
  #onBatch = ({ detail }) => {
    this.#dirty = this.#dirty || detail.some((event) => event.type === this.kind.type);
  };

  constructor() {
    super();
    this.counts = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('batch', this.#onBatch);
    this.#timer = setInterval(() => (this.#dirty || this.kind.polled) && !this.#refused && !document.hidden && this.#read(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('batch', this.#onBatch);
    clearInterval(this.#timer);
  }

  willUpdate() {
    const key = `${this.kind.resource} ${this.kind.counts.flatMap((count) => [...this.#others(count), '']).join(' ')}`;
    if (key !== this.#key) {
      this.#key = key;
      this.counts = null;
      this.#refused = false;
      this.#read();
    }
  }

  // the filters that are not about the state itself; what is counted apart is no state among the others
  #others({ apart = false }) {
    const alike = this.kind.counts.filter((count) => Boolean(count.apart) === apart);
    const fields = new Set(alike.flatMap(({ terms }) => terms.map((term) => parseTerm(term).field)));
    return this.route.q.filter((text) => !fields.has(parseTerm(text)?.field));
  }

  async #read() {
    this.#dirty = false;
    const key = this.#key;
    const asked = (count) => [...(this.kind.base ?? []), ...this.#others(count), ...count.terms];
    try {
      const answers = await Promise.all(
        this.kind.counts.map((one) => get(listUrl(this.kind.resource, { q: asked(one) }, 1))),
      );
      if (key === this.#key) {
        this.counts = answers.map(({ total, totalCapped }) => ({ total, totalCapped }));
      }
    } catch ({ status }) {
      if (key === this.#key) {
        this.#dirty = true; // the list beside it tells what is wrong
        this.#refused = status === 400;
        this.requestUpdate();
      }
    }
  }

  render() {
    return html`<ul class="counts" aria-label=${t('counts.label')}>${this.kind.counts.map((one, index) => {
      const { terms, word, look } = one;
      const count = this.counts?.[index];
      const others = this.#others(one);
      const active = terms.every((term) => this.route.q.includes(term));
      return html`<li class="${count?.total === 0 || this.#refused ? 'zero' : ''}"><a
        href=${formatRoute({ ...this.route, cursor: '', at: 1, q: active ? others : [...others, ...terms] })}
        class="count tone-${look.tone}" aria-current=${active ? 'true' : nothing}
        ><span class="mark" aria-hidden="true">${look.mark}</span><b>${count ? number(count.total) : '–'}${count?.totalCapped ? '+' : ''}</b> ${word()}</a></li>`;
    })}</ul>`;
  }
}

customElements.define('state-counts', StateCounts);
