// <help-dialog>: keys, marks and the filter grammar on one screen.
import { html, LitElement } from 'lit';
import { t } from '../../public/i18n.js';
import { AVAILABILITIES, GROUPS } from '../model/availability.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { stateChip } from '../parts/state.js';

const KEYS = [
  ['/', () => t('help.key.filter')],
  ['s', () => t('search.title')],
  ['j  k', () => t('help.key.rows')],
  ['Enter', () => t('help.key.open')],
  ['a', () => t('ack.act')],
  ['p', () => t('help.key.pause')],
  ['g h', () => t('nav.problems')],
  ['g l', () => t('alerts.title')],
  ['g t', () => t('nav.tickets')],
  ['g s', () => t('nav.services')],
  ['g n', () => t('nav.nodes')],
  ['g y', () => t('nav.syncs')],
  ['g p', () => t('nav.apps')],
  ['g a', () => t('nav.actions')],
  ['g m', () => t('silence.title')],
  ['Esc', () => t('help.key.leave')],
  ['?', () => t('help.title')],
];

const MARKS = [
  ['~', () => t('flag.stale'), () => t('help.stale')],
  ['*', () => t('flag.frozen'), () => t('help.frozen')],
  ['P', () => t('flag.unprovisioned'), () => t('help.unprovisioned')],
  ['^', () => t('flag.misplaced'), () => t('help.misplaced')],
];

const MEANINGS = {
  up: () => t('help.up'),
  down: () => t('help.down'),
  warn: () => t('help.warn'),
  'n/a': () => t('help.na'),
  undef: () => t('help.undef'),
  'stdby up': () => t('help.stdbyUp'),
  'stdby down': () => t('help.stdbyDown'),
};

const TERMS = [
  ['env=PRD', () => t('help.term.equal')],
  ['avail!=up', () => t('help.term.unequal')],
  ['node=~^db', () => t('help.term.pattern')],
  ['since>2h', () => t('help.term.age')],
  ['app=empty', () => t('help.term.empty')],
];

class HelpDialog extends LitElement {
  constructor() {
    super();
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  open() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog aria-labelledby="help-title" @click=${this.#outside}>
      <div class="dialog-body">
        <header><h2 id="help-title">${t('help.title')}</h2>
          <form method="dialog"><button class="quiet" autofocus>${t('help.close')}</button></form></header>
        <div class="help-columns">
          <section><h3>${t('help.keys')}</h3><dl>${KEYS.map(([key, word]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${word()}</dd></div>`)}</dl></section>
          <div><section><h3>${t('help.filters')}</h3><dl>${TERMS.map(([term, word]) => html`<div><dt><code>${term}</code></dt><dd>${word()}</dd></div>`)}</dl>
            <p>${t('help.filtersHint')}</p></section>
            <section><h3>${t('help.groups')}</h3><dl>${GROUPS.map(([, name]) => html`<div><dt><span class="group">${name}</span></dt><dd>${t(`group.${name}`)}</dd></div>`)}</dl></section></div>
          <section><h3>${t('help.states')}</h3><dl>${AVAILABILITIES.map((word) => html`<div><dt>${stateChip(word)}</dt><dd>${MEANINGS[word]()}</dd></div>`)}
            <div><dt>${stateChip('down', { servedElsewhere: true })}</dt><dd>${t('help.servedElsewhere')}</dd></div>
            ${MARKS.map(([mark, word, meaning]) => html`<div><dt><span class="flag"><b>${mark}</b> ${word()}</span></dt><dd>${meaning()}</dd></div>`)}</dl></section>
        </div>
      </div>
    </dialog>`;
  }

  #outside(event) {
    if (event.target === event.currentTarget) {
      event.currentTarget.close();
    }
  }
}

customElements.define('help-dialog', HelpDialog);
