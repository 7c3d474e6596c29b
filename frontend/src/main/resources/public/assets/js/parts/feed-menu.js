// <feed-menu>: the addresses of a list for readers of feeds, with a token of one's own that reads feeds and nothing else.
import { html, LitElement, nothing } from 'lit';
import { language, t } from '../../public/i18n.js';
import { feedUrl, formatRoute } from '../model/route.js';
import { freeName } from '../model/form.js';
import { get, send } from '../net/api.js';
import { TOKENS_URL, YEAR } from '../model/tokens.js';
import { placeBelow } from './panel.js';
import { PreferenceController } from './preference-controller.js';
import { refusalWords } from './problem.js';

const FORMATS = { rss: 'RSS', atom: 'Atom' };

// nobody can read it again: one that was made here is good for the other lists too until the page is left
let token = '';

class FeedMenu extends LitElement {
  static properties = { resource: { attribute: false }, route: { attribute: false }, problem: { state: true }, copied: { state: true } };

  constructor() {
    super();
    this.problem = null;
    this.copied = '';
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<button type="button" class="quiet" popovertarget="feeds" title=${t('feeds.hint')}>${t('feeds.open')}</button>
      <div id="feeds" popover class="panel feeds" role="dialog" aria-label=${t('feeds.title')} @beforetoggle=${placeBelow} @toggle=${this.#toggled}>
        <h2>${t('feeds.title')}</h2>
        <p>${t('feeds.lead')}${this.route.q.includes('state=open') ? html` ${t('feeds.openOnly')}` : nothing}</p>
        ${token ? this.#addresses() : this.#maker()}
        ${this.problem ? html`<p class="told" role="alert">${refusalWords(this.problem)}</p>` : nothing}
        <p class="more"><a href=${formatRoute({ view: 'me' })}>${t('feeds.tokens')}</a></p>
      </div>`;
  }

  #addresses() {
    return html`<div class="addresses">${Object.entries(FORMATS).map(([format, word]) => html`
        <label for="feed-${format}">${word}</label>
        <div><input id="feed-${format}" type="text" readonly .value=${this.#address(format)} @focus=${({ target }) => target.select()}>
          <button type="button" class="quiet" aria-label=${t('feeds.copyOf', { format: word })} @click=${() => this.#copy(format)}>${this.copied === format ? t('feeds.copied') : t('feeds.copy')}</button></div>`)}
      </div>
      <p class="hint" role="status">${t('feeds.secret')}</p>
      <button type="button" class="link" @click=${this.#forget}>${t('feeds.other')}</button>`;
  }

  #maker() {
    return html`<form @submit=${this.#make}>
        <label for="feed-name">${t('feeds.name')}</label>
        <div><input id="feed-name" type="text" autofocus autocomplete="off" maxlength="100" .value=${t('feeds.usualName')}>
          <button class="quiet">${t('feeds.make')}</button></div>
      </form>
      <form @submit=${this.#use}>
        <label for="feed-token">${t('feeds.have')}</label>
        <div><input id="feed-token" type="text" autocomplete="off" spellcheck="false" maxlength="100">
          <button class="quiet">${t('feeds.use')}</button></div>
      </form>`;
  }

  #address(format) {
    return new URL(feedUrl(this.resource, format, this.route, language(), token), location.origin).href;
  }

  async #toggled({ newState }) {
    this.problem = null;
    this.copied = '';
    if (newState === 'open' && !token) {
      await this.#name();
    }
  }

  async #name() {
    try {
      const names = (await get(TOKENS_URL)).map(({ name }) => name);
      this.querySelector('#feed-name').value = freeName(t('feeds.usualName'), names);
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #make(event) {
    event.preventDefault();
    const name = this.querySelector('#feed-name').value.trim();
    try {
      ({ token } = await send('POST', TOKENS_URL, { name, scope: 'feed', days: YEAR }));
      this.#show();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #use(event) {
    event.preventDefault();
    token = this.querySelector('#feed-token').value.trim();
    this.#show();
  }

  #forget() {
    token = '';
    this.copied = '';
    this.requestUpdate();
  }

  async #show() {
    this.problem = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.addresses button, #feed-token')?.focus();
  }

  // a page that is no secure context may not write to the clipboard: the address is chosen then, to be copied by hand
  async #copy(format) {
    const box = this.querySelector(`#feed-${format}`);
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      this.copied = format;
    } catch {
      box.focus();
    }
  }
}

customElements.define('feed-menu', FeedMenu);
