// <settings-bar>: pause, clock, language, theme, help, one's own page, sign-out.
import { html, LitElement, nothing } from 'lit';
import { language, setLanguage, t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { formatRoute } from '../model/route.js';
import { PreferenceController } from '../parts/preference-controller.js';

class SettingsBar extends LitElement {
  static properties = { session: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    this.session = null;
    this.paused = false;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const other = language() === 'fr' ? 'en' : 'fr';
    return html`<div class="settings">
      <button type="button" aria-pressed=${this.paused ? 'true' : 'false'} aria-keyshortcuts="p" title=${t('settings.pauseHint')}
        @click=${() => this.#emit('pause')}>${this.paused ? t('settings.resume') : t('settings.pause')}</button>
      <button type="button" aria-pressed=${preferences.utc ? 'true' : 'false'} title=${t('settings.clockHint')}
        @click=${() => preferences.set('clock', preferences.utc ? 'local' : 'utc')}>${preferences.utc ? 'UTC' : t('settings.local')}</button>
      <button type="button" lang=${other} title=${t('settings.languageHint')}
        @click=${() => setLanguage(other)}>${other === 'fr' ? 'Français' : 'English'}</button>
      <button type="button" title=${t('settings.themeHint')} @click=${() => preferences.nextTheme()}>${t(`theme.${preferences.get('theme')}`)}</button>
      <button type="button" class="help" aria-keyshortcuts="?" aria-label=${t('help.title')} title=${t('help.title')}
        @click=${() => this.#emit('help')}>?</button>
      ${this.session?.user
        ? html`<a class="user" href=${formatRoute({ view: 'me' })} title=${t('me.hint')}>${this.session.user}</a>
            <button type="button" @click=${() => this.#emit('sign-out')}>${t('settings.signOut')}</button>`
        : nothing}
    </div>`;
  }

  #emit(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define('settings-bar', SettingsBar);
