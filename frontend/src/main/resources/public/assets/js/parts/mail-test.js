// <mail-test>: has a test mail sent to one person, and tells what became of it.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { mailTestLook, waits } from '../model/mail-test.js';
import { absolute, moment } from '../model/time.js';
import { get, send, serverNow } from '../net/api.js';
import { PreferenceController } from './preference-controller.js';
import { refusalWords } from './problem.js';
import { checkChip } from './state.js';

const AGAIN_MILLIS = 2000;

class MailTest extends LitElement {
  static properties = { url: { attribute: false }, last: { state: true }, problem: { state: true }, sending: { state: true } };
  #timer = null;

  constructor() {
    super();
    this.url = '';
    this.last = null;
    this.problem = null;
    this.sending = false;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  updated(changed) {
    if (changed.has('url') && this.url) {
      this.#read();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const { mail = '' } = this.last ?? {};
    return html`<section class="page-section" aria-labelledby="mail-test">
      <div class="section-head"><h2 id="mail-test">${t('mailTest.title')}</h2>
        ${mail ? html`<button type="button" class="quiet" ?disabled=${this.sending || waits(this.last, serverNow())} @click=${this.#send}>${t('mailTest.send')}</button>` : nothing}</div>
      ${this.last ? html`<p class="lead">${mail ? t('mailTest.lead', { mail }) : t('mailTest.noAddress')}</p>` : nothing}
      <div class="told-state" role="status">${this.last?.asked ? this.#became(this.last) : nothing}</div>
      ${this.problem ? html`<p class="told" role="alert">${refusalWords(this.problem)}</p>` : nothing}
    </section>`;
  }

  #became(last) {
    const { key, ...look } = mailTestLook(last, serverNow());
    return html`${checkChip(look, key === 'unheard' ? t('mailTest.unheard') : t(`delivery.${key}`))}
      <span class="dim">${t('mailTest.asked', { at: absolute(moment(last.asked), preferences.utc) })}</span>
      ${last.reply ? html`<span class="reply" lang="en">${last.reply}</span>` : nothing}
      ${key === 'unheard' ? html`<p class="hint">${t('mailTest.unheardHint')}</p>` : nothing}`;
  }

  #send = async () => {
    this.sending = true;
    this.problem = null;
    try {
      this.last = await send('POST', this.url, {});
      this.#later();
    } catch (problem) {
      this.problem = problem;
    }
    this.sending = false;
  };

  async #read() {
    clearTimeout(this.#timer);
    try {
      this.last = await get(this.url);
    } catch (problem) {
      this.problem = problem;
      return;
    }
    this.#later();
  }

  // no event tells of one mail
  #later() {
    clearTimeout(this.#timer);
    if (this.isConnected && this.last.asked && (waits(this.last, serverNow()) || ['sending', 'failed'].includes(this.last.state))) {
      this.#timer = setTimeout(() => this.#read(), AGAIN_MILLIS);
    }
  }
}

customElements.define('mail-test', MailTest);
