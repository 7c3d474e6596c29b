// <silence-line .of=${id}>: that a silence hits an alert, until when, who said so and why, with a way to it.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { silenceHref } from '../model/route.js';
import { shortTime } from '../model/silences.js';
import { serverNow } from '../net/api.js';
import { PreferenceController } from './preference-controller.js';
import { silenceBook, SilenceReader } from './silence-book.js';

class SilenceLine extends LitElement {
  static properties = { of: { attribute: false } };

  constructor() {
    super();
    this.of = '';
    new PreferenceController(this);
    new SilenceReader(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const silence = silenceBook.get(this.of);
    if (!silence) {
      return this.of ? html`<a href=${silenceHref(this.of)}>${t('alert.silenced')}</a>` : nothing;
    }
    const until = t('silence.until', { time: shortTime(silence.changes, preferences.utc, serverNow()) });
    const said = t('silence.by', { who: silence.by, comment: silence.comment });
    return html`<span title="${until}, ${said}"><a href=${silenceHref(silence.id)}>${until}</a>, ${said}</span>`;
  }
}

customElements.define('silence-line', SilenceLine);
