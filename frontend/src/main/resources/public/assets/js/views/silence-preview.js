// <silence-preview .wish=${{q, apps}}>: which open alerts a silence would hit now, while its filter is typed.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { isGlobal } from '../model/silences.js';
import { send } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { refusalWords } from '../parts/problem.js';
import { severityChip } from '../parts/state.js';
import { whatIsWrong } from './alert-columns.js';

const PATIENCE_MILLIS = 300;
const SHOWN = 5;

class SilencePreview extends LitElement {
  static properties = { wish: { attribute: false }, answer: { state: true }, problem: { state: true }, reading: { state: true } };
  #asked = null;
  #timer = null;

  constructor() {
    super();
    this.wish = { q: '', apps: [] };
    this.answer = null;
    this.problem = null;
    this.reading = true;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  willUpdate() {
    const asked = JSON.stringify(this.wish);
    if (asked !== this.#asked) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(asked), this.#asked === null ? 0 : PATIENCE_MILLIS);
      this.#asked = asked;
      this.reading = true;
    }
  }

  async #read(asked) {
    let [answer, problem] = [null, null];
    try {
      answer = await send('POST', '/api/v1/silences/preview', JSON.parse(asked));
    } catch (failure) {
      problem = failure;
    }
    if (asked === this.#asked) {
      Object.assign(this, { answer, problem, reading: false });
    }
  }

  render() {
    return html`<div class="preview ${this.reading ? 'reading' : ''}" aria-live="polite">${this.problem
      ? html`${this.#place()}<p class="wrong">${refusalWords(this.problem)}</p>`
      : this.answer ? this.#hits(this.answer) : html`<p class="dim">${t('list.loading')}</p>`}</div>`;
  }

  // the filter with the character that cannot be read
  #place() {
    const at = Number(this.problem.params?.place) - 1;
    const { q } = JSON.parse(this.#asked);
    return at >= 0 && !this.reading
      ? html`<p class="pointed"><code>${q.slice(0, at)}<mark>${q.slice(at, at + 1) || '\u00a0'}</mark>${q.slice(at + 1)}</code></p>`
      : nothing;
  }

  #hits({ count, first }) {
    const { q, apps } = this.wish;
    return html`<p><b>${t('silence.hits', { n: count })}</b>${isGlobal({ q, apps }) ? html` <b class="everything">${t('silence.noFilter')}</b>` : nothing}</p>
      ${first.length > 0 ? html`<ul>${first.slice(0, SHOWN).map((row) => html`<li>${severityChip(row.severity)} <span>${whatIsWrong(row)}</span></li>`)}</ul>` : nothing}
      ${count > SHOWN ? html`<p class="dim">${t('said.more', { n: count - SHOWN })}</p>` : nothing}`;
  }
}

customElements.define('silence-preview', SilencePreview);
