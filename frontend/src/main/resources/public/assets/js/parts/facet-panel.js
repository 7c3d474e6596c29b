// <facet-panel>: the fields of a list and, of the chosen one, the values there are with how many rows have each.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { facetUrl } from '../model/route.js';
import { get } from '../net/api.js';
import { placeBelow } from './panel.js';
import { PreferenceController } from './preference-controller.js';
import { problemWords } from './problem.js';

class FacetPanel extends LitElement {
  static properties = {
    kind: { attribute: false },
    terms: { attribute: false },
    field: { state: true },
    facet: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.terms = [];
    this.field = '';
    this.facet = null;
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  get #fields() {
    return this.kind.fields.filter(({ values, seen, several }) => (values || seen) && !several).map(({ field }) => field);
  }

  render() {
    return html`<button type="button" class="quiet" popovertarget="facets">${t('facets.open')}</button>
      <div id="facets" popover class="panel" role="dialog" aria-label=${t('facets.title')} @beforetoggle=${placeBelow} @toggle=${this.#toggled}>
        <label class="hidden-text" for="facet-field">${t('facets.field')}</label>
        <select id="facet-field" autofocus @change=${({ target }) => this.#choose(target.value)}>${this.#fields.map(
          (field) => html`<option value=${field} ?selected=${field === this.field}>${field}</option>`,
        )}</select>
        <div class="choices" aria-live="polite">${this.#values()}</div>
      </div>`;
  }

  #values() {
    if (this.problem) {
      return html`<p class="told">${problemWords(this.problem)}</p>`;
    }
    if (!this.facet) {
      return html`<p class="loading">${t('list.loading')}</p>`;
    }
    const { values, more, totalCapped } = this.facet;
    return html`<ul>${values.map(({ value, total }) => html`<li><button type="button" class="option"
        @click=${({ altKey }) => this.#take(value, altKey)}><span>${value === '' ? html`<i>${t('facets.none')}</i>` : value}</span>
        <span class="total">${number(total)}</span></button></li>`)}</ul>
      ${values.length === 0 ? html`<p class="dim">${t('list.none')}</p>` : nothing}
      ${more ? html`<p class="dim">${t('facets.more')}</p>` : nothing}
      ${totalCapped ? html`<p class="dim">${t('facets.capped')}</p>` : nothing}`;
  }

  #toggled({ newState }) {
    if (newState === 'open') {
      this.#choose(this.#fields.includes(this.field) ? this.field : this.#fields[0]);
    }
  }

  async #choose(field) {
    this.field = field;
    this.facet = null;
    this.problem = null;
    try {
      const { facets } = await get(facetUrl(this.kind.resource, field, [...(this.kind.base ?? []), ...this.terms]));
      if (field === this.field) {
        [this.facet] = facets;
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  #take(value, exclude) {
    this.querySelector('[popover]').hidePopover();
    this.dispatchEvent(new CustomEvent('value-chosen', { detail: { field: this.field, value, exclude }, bubbles: true }));
  }
}

customElements.define('facet-panel', FacetPanel);
