// <spans-chart>: the ribbon of a timeline.
import { t } from '../../public/i18n.js';
import { ribbonOptions } from '../model/timeline.js';
import { LazyChart } from './lazy-chart.js';

class SpansChart extends LazyChart {
  static properties = {
    spans: { attribute: false },
    from: { attribute: false },
    to: { attribute: false },
  };

  constructor() {
    super();
    this.spans = [];
    this.from = 0;
    this.to = 0;
  }

  get #words() {
    return { stale: t('state.lastKnown'), until: t('timeline.until'), now: t('timeline.now'), day: t('unit.day') };
  }

  get state() {
    return [this.spans, this.from, this.#words];
  }

  options(known, utc) {
    const colors = { ...known, 'standby-down': known.down, filler: known.line };
    return ribbonOptions(this.spans, { from: this.from, to: this.to, colors, words: this.#words, utc });
  }

  chosen(index) {
    this.dispatchEvent(new CustomEvent('span-chosen', { detail: this.spans[index], bubbles: true }));
  }
}

customElements.define('spans-chart', SpansChart);
