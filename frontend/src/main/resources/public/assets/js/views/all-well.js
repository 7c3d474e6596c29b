// <all-well>: that nothing is wrong, as far as somebody watches and the data is of now; otherwise what is not known.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { live } from '../live/client.js';
import { freshness } from '../model/health.js';
import { formatRoute, listUrl } from '../model/route.js';
import { clockTime, span, zone } from '../model/time.js';
import { LiveAnswer } from '../parts/live-answer.js';
import { PreferenceController } from '../parts/preference-controller.js';

const HELD = ['state=open', 'heldBy!=empty'];
const SILENCED = ['state=open', 'silenced=true'];

class AllWell extends LitElement {
  static properties = { paused: { attribute: false } };
  #timer = null;

  constructor() {
    super();
    this.services = new LiveAnswer(this, 'service');
    this.services.ask(listUrl('services', {}, 1));
    this.nodes = new LiveAnswer(this, 'node');
    this.nodes.ask(listUrl('nodes', { q: ['state=alive'] }, 1));
    this.held = new LiveAnswer(this, 'alert');
    this.held.ask(listUrl('alerts', { q: HELD }, 1));
    this.silenced = new LiveAnswer(this, 'alert');
    this.silenced.ask(listUrl('alerts', { q: SILENCED }, 1));
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  render() {
    const [services, nodes, held, silenced] = [this.services, this.nodes, this.held, this.silenced].map(({ answer }) => answer);
    if (!services || !nodes || !held || !silenced) {
      return html`<p class="loading" role="status">${t('list.loading')}</p>`;
    }
    const { startedAt, heardAt, lagMillis } = live;
    const { state, silence } = freshness({ startedAt, heardAt, lagMillis, now: performance.now() });
    const fresh = state === 'live' && !this.paused;
    if (silenced.total > 0) {
      return this.#panel('unsure', '/', t('well.silenced', { n: silenced.total }), html`<a href=${formatRoute({ view: 'alerts', q: SILENCED })}>${t('well.silencedLink')}</a>`);
    }
    if (held.total > 0) {
      return this.#panel('unsure', '?', t('well.held', { n: held.total }), html`<a href=${formatRoute({ view: 'alerts', q: HELD })}>${t('well.heldLink')}</a>`);
    }
    if (nodes.total === 0) {
      return this.#panel('unsure', '?', t('well.nobody'), t('well.nobodyHint'));
    }
    const watched = t('well.watched', { services: number(services.total), nodes: number(nodes.total) });
    return fresh
      ? this.#panel('sure', 'O', t('well.title'), html`${watched} ${t('well.fresh', { age: span(silence + lagMillis, t('unit.day')) })}`)
      : this.#panel('unsure', '?', t('well.unsure', { time: this.#asOf() }), watched);
  }

  #asOf() {
    const at = live.heardClock === null ? null : live.heardClock - live.lagMillis;
    return at === null ? '–' : `${clockTime(at, preferences.utc)} ${zone(at, preferences.utc)}`;
  }

  #panel(tone, mark, title, hint) {
    return html`<div class="empty well ${tone}"><p class="well-mark" aria-hidden="true">${mark}</p>
      <p class="empty-title" role="status">${title}</p><p>${hint ?? nothing}</p></div>`;
  }
}

customElements.define('all-well', AllWell);
