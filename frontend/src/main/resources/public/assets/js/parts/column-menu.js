// <column-menu>: which columns of a list are on screen, and how close its rows stand. Remembered by the browser.
import { html, LitElement } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { columnsOf, shown, toggled } from '../model/columns.js';
import { placeBelow } from './panel.js';
import { PreferenceController } from './preference-controller.js';

class ColumnMenu extends LitElement {
  static properties = { resource: { attribute: false }, columns: { attribute: false } };

  constructor() {
    super();
    this.columns = [];
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  get #away() {
    return preferences.get(columnsOf(this.resource)) ?? '';
  }

  render() {
    const onScreen = shown(this.columns, this.#away);
    return html`<button type="button" class="quiet" popovertarget="columns">${t('columns.open')}</button>
      <div id="columns" popover class="panel columns" tabindex="-1" autofocus role="dialog" aria-label=${t('columns.title')} @beforetoggle=${placeBelow}>
        <h2>${t('columns.title')}</h2>
        <ul class="choices">${this.columns.slice(1).map((column) => html`<li><label class="check"><input type="checkbox"
          .checked=${live(onScreen.includes(column))} @change=${() => this.#toggle(column.key)}><span>${column.label()}</span></label></li>`)}</ul>
        <button type="button" class="quiet" ?disabled=${onScreen.length === this.columns.length} @click=${() => this.#remember('')}>${t('columns.all')}</button>
        <label class="check density"><input type="checkbox" .checked=${live(preferences.get('density') === 'roomy')}
          @change=${({ target }) => preferences.set('density', target.checked ? 'roomy' : 'dense')}> ${t('columns.roomy')}</label>
      </div>`;
  }

  #toggle(key) {
    this.#remember(toggled(this.#away, key));
  }

  #remember(away) {
    preferences.set(columnsOf(this.resource), away);
  }
}

customElements.define('column-menu', ColumnMenu);
