// <timeline-section>: the ribbon, how long each state lasted, and the same spans as a table.
import { html, LitElement } from 'lit';
import { t } from '../../public/i18n.js';
import { firstRange, percent, RANGES, shares, spansOf, within } from '../model/timeline.js';
import { duration, span } from '../model/time.js';
import { serverNow } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import '../parts/spans-chart.js';
import { stateChip } from '../parts/state.js';
import { when } from './action-columns.js';

const MOST_ROWS = 200;

class TimelineSection extends LitElement {
  static properties = {
    timeline: { attribute: false },
    name: { attribute: false },
    range: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    this.timeline = [];
    this.name = '';
    this.range = null; // until one is chosen
    this.chosen = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const now = serverNow();
    const all = spansOf(this.timeline, now);
    const range = this.range ?? firstRange(all, now);
    const { millis } = RANGES.find(({ key }) => key === range);
    const from = millis === null ? (all[0]?.from ?? now) : now - millis;
    const spans = within(all, from, now);
    return html`<div class="section-head">
        <h2>${t('timeline.title')}</h2>
        <div class="segments" role="group" aria-label=${t('timeline.range')}>${RANGES.map(
          ({ key }) => html`<button type="button" aria-pressed=${key === range ? 'true' : 'false'}
            @click=${() => (this.range = key)}>${t(`timeline.range.${key}`)}</button>`,
        )}</div>
      </div>
      ${spans.length === 0 ? html`<p class="dim">${t('timeline.none')}</p>` : this.#body(spans, from, now)}`;
  }

  #body(spans, from, now) {
    const day = t('unit.day');
    const known = spans.reduce((sum, one) => sum + one.to - one.from, 0);
    const rows = spans.slice(-MOST_ROWS).reverse();
    return html`<div class="timeline">
      <div>
        <spans-chart .spans=${spans} .from=${from} .to=${now} .label=${t('timeline.label', { name: this.name })}
          @span-chosen=${({ detail }) => this.#choose(detail)}></spans-chart>
        <ul class="shares">${shares(spans).map(({ word, stale, millis, share }) => html`<li>
          ${stateChip(word, { stale })} ${duration(millis, day)} <span class="dim">${percent(share)}</span></li>`)}
          <li class="dim">${t('timeline.known', { span: span(known, day) })}</li></ul>
      </div>
      <div class="spans-table" tabindex="0" role="region" aria-label=${t('timeline.table')}>
        <table class="plain">
          <thead><tr><th scope="col">${t('column.state')}</th><th scope="col">${t('timeline.from')}</th>
            <th scope="col">${t('timeline.to')}</th><th scope="col">${t('column.duration')}</th></tr></thead>
          <tbody>${rows.map((one) => html`<tr class=${this.chosen === one.from ? 'chosen' : ''} data-from=${one.from}>
            <td>${stateChip(one.word, one)}</td><td>${when(one.from)}</td>
            <td>${one.open ? t('timeline.now') : when(one.to)}</td><td>${duration(one.to - one.from, day)}</td></tr>`)}</tbody>
        </table>
      </div>
    </div>`;
  }

  async #choose({ from }) {
    this.chosen = from;
    await this.updateComplete;
    const box = this.querySelector('.spans-table');
    const row = box?.querySelector('tr.chosen');
    if (row) {
      box.scrollTop = row.offsetTop - box.clientHeight / 2; // the page itself stays where it is
    }
  }
}

customElements.define('timeline-section', TimelineSection);
