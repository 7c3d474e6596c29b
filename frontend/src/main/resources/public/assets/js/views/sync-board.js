// <sync-board>: what would be lost if a site had to go on with its copies now, those against a disaster first.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { formatTerm, parseTerm, withTerm } from '../model/filter.js';
import { formatRoute, sitesUrl, syncHref } from '../model/route.js';
import { moment } from '../model/time.js';
import { LiveAnswer } from '../parts/live-answer.js';
import { PreferenceController } from '../parts/preference-controller.js';
import '../parts/since-time.js';

const toneOf = ({ late, never, failed }) => (late + never > 0 ? 'down' : failed > 0 ? 'warn' : 'up');

class SyncBoard extends LitElement {
  static properties = { q: { attribute: false } };

  constructor() {
    super();
    this.q = [];
    this.sites = new LiveAnswer(this, 'sync');
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  willUpdate() {
    this.sites.ask(sitesUrl(this.q));
  }

  render() {
    const sites = this.sites.answer?.sites ?? [];
    return html`${[true, false].map((disaster) => this.#group(disaster, sites.filter((site) => site.disaster === disaster)))}`;
  }

  #group(disaster, sites) {
    return sites.length === 0
      ? nothing
      : html`<section class="sites-of" aria-labelledby="h-sites-${disaster}">
          <h2 id="h-sites-${disaster}">${disaster ? t('sync.againstDisaster') : t('sync.betweenNodes')}</h2>
          <ul class="sites">${sites.map((site) => this.#site(site))}</ul></section>`;
  }

  #site(site) {
    const oldest = moment(site.oldest);
    return html`<li class="tone-${toneOf(site)}">
      <a class="name" href=${formatRoute({ view: 'syncs', q: this.#ofSite(site) })} title=${t('sync.ofSite')}>${site.site || t('sync.noSite')}</a>
      ${oldest === null
        ? html`<b class="loss">–</b>`
        : html`<a class="loss" href=${syncHref(site.oldestId)} title=${t('sync.lossHint')}><since-time .at=${oldest}></since-time></a>`}
      <span class="dim">${t('sync.copies', { n: site.copies })} · ${t('sync.services', { n: site.services })}</span>
      ${['never', 'late', 'failed'].filter((state) => site[state] > 0).map((state) => html`<b class="ill">${t(`sync.count.${state}`, { n: site[state] })}</b>`)}
    </li>`;
  }

  #ofSite({ site, disaster }) {
    return [site ? formatTerm('site', '=', site) : 'site=empty', `disaster=${disaster}`].reduce((q, term) => withTerm(q, parseTerm(term)), this.q);
  }
}

customElements.define('sync-board', SyncBoard);
