// <freshness-bar>: always there, so that nothing moves when it has bad news. Tells how old the screen may be.
import { html, LitElement } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { live } from '../live/client.js';
import { freshness, steady } from '../model/health.js';
import { clockTime, span } from '../model/time.js';
import { PreferenceController } from '../parts/preference-controller.js';

class FreshnessBar extends LitElement {
  static properties = { paused: { attribute: false }, state: { state: true }, silence: { state: true } };
  #timer = null;

  constructor() {
    super();
    this.paused = false;
    this.pausedAt = null;
    this.state = 'connecting';
    this.silence = 0;
    this.shownClock = null; // of what is on screen while the collector is behind
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('pulse', () => this.#look());
    this.#timer = setInterval(() => this.#look(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  willUpdate(changed) {
    if (changed.has('paused')) {
      this.pausedAt = this.paused ? Date.now() : null;
    }
  }

  #look() {
    const { state, silence } = freshness({ ...this.#heard(), now: performance.now() });
    if (state !== this.state) {
      this.state = state;
      this.dispatchEvent(new CustomEvent('halted', { detail: state === 'stopped' || state === 'blind' }));
    }
    this.silence = Math.floor(silence / 1000) * 1000;
    const behind = state === 'behind' || state === 'blind';
    this.shownClock = behind ? steady(this.shownClock, live.heardClock - live.lagMillis) : null;
    if (this.paused || behind) {
      this.requestUpdate();
    }
  }

  #heard() {
    return { startedAt: live.startedAt, heardAt: live.heardAt, lagMillis: live.lagMillis };
  }

  render() {
    return html`<div class="freshness ${this.paused && this.state === 'live' ? 'paused' : this.state}">
      <span class="dot" aria-hidden="true"></span>
      <span role=${this.state === 'stopped' || this.state === 'blind' ? 'alert' : 'status'} class="message">${this.#words()}</span>
      <span class="ticking" aria-hidden="true">${this.#ticking()}</span>
    </div>`;
  }

  // spoken once, when the state changes
  #words() {
    switch (this.state) {
      case 'stopped':
        return live.heardClock === null
          ? t('fresh.never')
          : t('fresh.stopped', { time: clockTime(live.heardClock, preferences.utc) });
      case 'behind':
      case 'blind':
        return t('fresh.behind', { time: clockTime(this.shownClock, preferences.utc) });
      case 'live':
        return this.paused ? t('fresh.paused') : t('fresh.live');
      default:
        return t('fresh.connecting');
    }
  }

  #ticking() {
    const day = t('unit.day');
    switch (this.state) {
      case 'stopped':
        return t('fresh.age', { age: span(this.silence, day) });
      case 'behind':
      case 'blind':
        return t('fresh.ago', { age: span(live.lagMillis, day) });
      default:
        return this.paused ? span(Date.now() - this.pausedAt, day) : '';
    }
  }
}

customElements.define('freshness-bar', FreshnessBar);
