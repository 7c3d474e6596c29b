// <runs-chart>: what each run of a copy sent, and how long it took.
import { t } from '../../public/i18n.js';
import { runOptions } from '../model/syncs.js';
import { LazyChart } from './lazy-chart.js';

class RunsChart extends LazyChart {
  static properties = { sent: { attribute: false } };

  constructor() {
    super();
    this.sent = [];
  }

  get #words() {
    return { bytes: t('column.bytes'), duration: t('column.duration'), day: t('unit.day') };
  }

  get state() {
    return [this.sent, this.#words];
  }

  options(colors, utc) {
    return runOptions(this.sent, { colors, words: this.#words, utc });
  }

  chosen(index) {
    this.dispatchEvent(new CustomEvent('run-chosen', { detail: this.sent[index], bubbles: true }));
  }
}

customElements.define('runs-chart', RunsChart);
