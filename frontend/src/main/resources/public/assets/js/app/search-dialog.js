// <search-dialog>: from a part of a name, a serial number or an address to the page of what has it.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { formatRoute, listUrl, nodeHref, recordHref, serviceHref } from '../model/route.js';
import { questions } from '../model/search.js';
import { get } from '../net/api.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemWords } from '../parts/problem.js';
import { nodeChip, stateChip } from '../parts/state.js';

const PAUSE_MILLIS = 200; // between two keys of somebody who types
const MOST = 6; // of each kind; the list has them all

const KINDS = {
  services: {
    title: () => t('nav.services'),
    href: ({ cluster, service }) => serviceHref(cluster, service),
    name: ({ service }) => service,
    about: ({ app, env }) => [app, env],
    state: (row) => stateChip(row.avail, row),
  },
  nodes: {
    title: () => t('nav.nodes'),
    href: ({ cluster, node }) => nodeHref(cluster, node),
    name: ({ node }) => node,
    about: ({ serial, address = [], site }) => [serial, address?.[0], site],
    state: ({ state }) => nodeChip(state),
  },
  apps: {
    title: () => t('nav.apps'),
    href: ({ id }) => recordHref('apps', id),
    name: ({ id }) => id,
    about: ({ description }) => [description],
    state: () => nothing,
  },
};

class SearchDialog extends LitElement {
  static properties = { found: { state: true }, problem: { state: true } };
  #timer = null;
  #abort = null;

  constructor() {
    super();
    this.found = null; // [{list, by, q, rows, total}]; null before there is anything to look for
    this.problem = null;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  open() {
    const dialog = this.querySelector('dialog');
    if (!dialog.open) {
      dialog.showModal();
      this.querySelector('input').select();
    }
  }

  render() {
    return html`<dialog class="search" aria-label=${t('search.title')} @click=${this.#click} @keydown=${this.#key}>
      <div class="dialog-body">
        <form role="search" method="dialog" @submit=${this.#first}>
          <input type="search" autofocus autocomplete="off" spellcheck="false" maxlength="100" aria-label=${t('search.title')}
            placeholder=${t('search.placeholder')} @input=${this.#typed}>
          <button type="button" class="quiet" @click=${this.#close}>${t('help.close')}</button>
        </form>
        <div aria-live="polite">${this.problem ? html`<p class="told">${problemWords(this.problem)}</p>` : this.#answer()}</div>
      </div>
    </dialog>`;
  }

  #answer() {
    if (this.found === null) {
      return html`<p class="dim">${t('search.hint')}</p>`;
    }
    const some = this.found.filter(({ rows }) => rows.length > 0);
    return some.length > 0 ? some.map((one) => this.#kind(one)) : html`<p class="dim">${t('search.none')}</p>`;
  }

  #kind({ list, by, q, rows, total }) {
    const kind = KINDS[list];
    return html`<section><h2>${kind.title()}</h2>
      <ul>${rows.map((row) => html`<li><a class="option" href=${kind.href(row)}><span><b>${kind.name(row)}</b>
        <span class="dim">${kind.about(row).filter(Boolean).join(' · ')}</span></span>${kind.state(row)}</a></li>`)}</ul>
      ${total > rows.length ? html`<a class="option more" href=${formatRoute({ view: list, by: by ?? 'instance', q: [q] })}
        ><span>${t('search.all', { count: number(total) })}</span></a>` : nothing}
    </section>`;
  }

  #typed({ target }) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(target.value), PAUSE_MILLIS);
  }

  async #look(text) {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const asked = questions(text);
    if (asked.length === 0) {
      this.found = null;
      this.problem = null;
      return;
    }
    try {
      this.found = await Promise.all(asked.map(async (one) => ({ ...one, ...(await get(listUrl(one.list, { q: [one.q] }, MOST), signal)) })));
      this.problem = null;
    } catch (problem) {
      if (!signal.aborted) {
        this.problem = problem;
      }
    }
  }

  // Enter goes to the first that was found
  #first(event) {
    event.preventDefault();
    this.querySelector('a.option')?.click();
  }

  #key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      const stops = [this.querySelector('input'), ...this.querySelectorAll('a.option')];
      stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(document.activeElement) + by))].focus();
    }
  }

  #click({ target, currentTarget }) {
    if (target === currentTarget || target.closest('a')) {
      this.#close();
    }
  }

  #close() {
    this.querySelector('dialog').close();
  }
}

customElements.define('search-dialog', SearchDialog);
