// <mute-banner>: over every view while everything is muted, so that a quiet screen is not taken for good news.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { silenceHref } from '../model/route.js';
import { shortTime } from '../model/silences.js';
import { serverNow } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { silenceBook, SilenceReader } from '../parts/silence-book.js';

class MuteBanner extends LitElement {
  constructor() {
    super();
    new PreferenceController(this);
    new SilenceReader(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { everything } = silenceBook;
    const words = (silence) => t('silence.everythingMuted', {
      time: shortTime(silence.changes, preferences.utc, serverNow()),
      who: silence.by,
      comment: silence.comment,
    });
    return html`<div role="status">${everything
      ? html`<p class="mute-banner"><b aria-hidden="true">/</b> <span>${words(everything)}</span> <a href=${silenceHref(everything.id)}>${t('silence.see')}</a></p>`
      : nothing}</div>`;
  }
}

customElements.define('mute-banner', MuteBanner);
