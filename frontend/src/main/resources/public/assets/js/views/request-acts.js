// <request-acts>: what one may have done to a service or a node from here; what one may not says why.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { hindrance, offered, USUAL } from '../model/requests.js';
import { operates } from './kinds.js';
import { ask, askAny, rehearse } from './request-forms.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemWords } from '../parts/problem.js';

class RequestActs extends LitElement {
  static properties = {
    of: { attribute: false }, // {services: [id]} or {nodes: [id]}
    session: { attribute: false },
    answer: { state: true },
    problem: { state: true },
  };
  #asked = '';

  constructor() {
    super();
    this.answer = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate() {
    const asked = operates(this.session) ? JSON.stringify(this.of) : '';
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#read();
    }
  }

  async #read() {
    try {
      this.answer = this.#asked ? await rehearse(this.of) : null;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const targets = this.answer?.targets ?? [];
    const actions = offered(targets);
    const why = this.#why(targets);
    const button = (word, on, act) => html`<button type="button" class="quiet" ?disabled=${!on} aria-describedby=${why ? 'request-why' : nothing}
      title=${on ? nothing : why || t('request.fate.not-allowed')} @click=${act}>${word}</button>`;
    return html`<div class="request-acts" role="group" aria-label=${t('request.label')}>
      ${USUAL.map((action) => button(t(`request.do.${action}`), actions.includes(action), () => ask({ ...this.of, action })))}
      ${button(t('request.other'), actions.length > 0, () => askAny(this.of))}
      <span class="dim" id="request-why">${why}</span>
      ${this.problem ? html`<span class="level" role="alert">${problemWords(this.problem)}</span>` : nothing}
    </div>`;
  }

  #why(targets) {
    if (this.session && !operates(this.session)) {
      return t('request.why.role');
    }
    const why = this.answer ? hindrance(targets) : '';
    return why ? t(`request.why.${why}`) : '';
  }
}

customElements.define('request-acts', RequestActs);
