// <spans-chart>: the ribbon of a timeline. The chart library comes only when the ribbon is about to be seen.
import { html, LitElement } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { ribbonOptions } from '../model/timeline.js';
import { PreferenceController } from './preference-controller.js';

const TONES = ['up', 'warn', 'down', 'standby', 'unknown', 'stale', 'none'];

class SpansChart extends LitElement {
  static properties = {
    spans: { attribute: false },
    from: { attribute: false },
    to: { attribute: false },
    label: { attribute: false },
  };
  #chart = null;
  #drawn = '';
  #seen = null;
  #resized = null;
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #repaint = () => this.requestUpdate();

  constructor() {
    super();
    this.spans = [];
    this.from = 0;
    this.to = 0;
    this.label = '';
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#repaint);
    this.#seen = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#load(), { rootMargin: '200px' });
    this.#seen.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#repaint);
    this.#seen.disconnect();
    this.#resized?.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async #load() {
    this.#seen.disconnect();
    const { init } = await import('echarts');
    const box = this.querySelector('.ribbon');
    if (!this.isConnected || this.#chart || !box) {
      return;
    }
    this.#chart = init(box, null, { renderer: 'canvas' });
    this.#chart.on('click', ({ dataIndex }) =>
      this.dispatchEvent(new CustomEvent('span-chosen', { detail: this.spans[dataIndex], bubbles: true })),
    );
    this.#resized = new ResizeObserver(() => this.#chart?.resize());
    this.#resized.observe(box);
    this.#draw();
  }

  updated() {
    this.#draw();
  }

  #draw() {
    if (!this.#chart) {
      return;
    }
    const style = getComputedStyle(this);
    const color = (name) => style.getPropertyValue(`--${name}`).trim();
    const colors = Object.fromEntries([...TONES, 'text', 'muted', 'line', 'surface'].map((name) => [name, color(name)]));
    colors['standby-down'] = colors.down;
    colors.filler = color('line');
    const words = { stale: t('state.lastKnown'), until: t('timeline.until'), now: t('timeline.now'), day: t('unit.day') };
    const state = JSON.stringify([this.spans, this.from, colors, words, preferences.utc]);
    if (state !== this.#drawn) {
      this.#drawn = state;
      this.#chart.setOption(ribbonOptions(this.spans, { from: this.from, to: this.to, colors, words, utc: preferences.utc }), {
        notMerge: true,
      });
    }
  }

  render() {
    return html`<div class="ribbon" role="img" aria-label=${this.label}></div>`;
  }
}

customElements.define('spans-chart', SpansChart);
