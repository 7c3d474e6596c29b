// The frame of a chart: the library comes only when the chart is about to be seen, colours are those of the page.
import { html, LitElement } from 'lit';
import { preferences } from '../../public/preferences.js';
import { PreferenceController } from './preference-controller.js';

const TONES = ['up', 'warn', 'down', 'standby', 'unknown', 'stale', 'none'];

/** What extends it has options(colors, utc), state: what they are made of, and chosen(index). */
export class LazyChart extends LitElement {
  static properties = { label: { attribute: false } };
  #chart = null;
  #drawn = '';
  #seen = null;
  #resized = null;
  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #repaint = () => this.requestUpdate();

  constructor() {
    super();
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
    const box = this.querySelector('.chart');
    if (!this.isConnected || this.#chart || !box) {
      return;
    }
    this.#chart = init(box, null, { renderer: 'canvas' });
    this.#chart.on('click', ({ dataIndex }) => this.chosen(dataIndex));
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
    const colors = Object.fromEntries([...TONES, 'text', 'muted', 'line', 'surface'].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    const state = JSON.stringify([this.state, colors, preferences.utc]);
    if (state !== this.#drawn) {
      this.#drawn = state;
      this.#chart.setOption(this.options(colors, preferences.utc), { notMerge: true });
    }
  }

  render() {
    return html`<div class="chart" role="img" aria-label=${this.label}></div>`;
  }
}
