// <form-dialog>: one form at a time over the page. Escape closes it, the focus goes back to where it was.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../public/i18n.js';
import { changed, merged, valuesOf } from '../model/form.js';
import './names-field.js';
import { PreferenceController } from './preference-controller.js';
import { refusalWords } from './problem.js';

const INPUTS = { password: 'password', date: 'date', moment: 'datetime-local' };

class FormDialog extends LitElement {
  static properties = { form: { state: true }, values: { state: true }, problem: { state: true }, sending: { state: true } };
  #opened = {};

  constructor() {
    super();
    this.form = null;
    this.values = {};
    this.problem = null;
    this.sending = false;
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  /**
   * form: {title, lead, fields, values, submit, danger, first, send(values), again()}. title, lead and submit give words; fields are
   * {name, label(), hint(), kind, wide, narrow, required, shown(values), options(values), offered, suggested, content(values)}; kind is
   * text, password, area, date, moment, check, choice, several, names, or shown, which shows content. first: the field that has the
   * focus first. send fails with a Problem, which is told at the form, and may give the form that comes after; again, where there is
   * one, reads the values that are there now.
   */
  async open(form) {
    this.form = form;
    this.problem = null;
    this.sending = false;
    this.#opened = valuesOf(form.fields, form.values);
    this.values = { ...this.#opened };
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    if (!dialog.open) {
      dialog.showModal();
    }
    dialog.querySelector(form.danger ? 'button.cancel' : form.fields.length === 0 ? 'button[type=submit]' : form.first ? `#field-${form.first}` : '.field :is(input, textarea, select)')?.focus();
  }

  updated(changed) {
    if (changed.has('problem') && this.problem) {
      this.querySelector('.form-problem').scrollIntoView({ block: 'nearest' });
    }
  }

  render() {
    if (!this.form) {
      return nothing;
    }
    const { title, lead, submit, danger } = this.form;
    return html`<dialog class="form-dialog" aria-labelledby="form-title" @cancel=${this.#cancel} @close=${this.#closed}>
      <form class="dialog-body" novalidate @submit=${this.#submit}>
        <header><h2 id="form-title">${title()}</h2></header>
        ${lead ? html`<p class="lead">${lead()}</p>` : nothing}
        <div class="fields">${repeat(this.#shown, ({ name }) => name, (field) => html`<div class="field ${field.kind ?? 'text'} ${field.wide ? 'wide' : field.narrow ? 'narrow' : ''}">${this.#field(field)}</div>`)}</div>
        <div class="form-problem" role="alert">${this.problem ? this.#problem() : nothing}</div>
        <footer>
          <button type="button" class="quiet cancel" @click=${this.#close}>${t('form.cancel')}</button>
          <button type="submit" class="primary ${danger ? 'danger' : ''}" ?disabled=${this.sending}>${submit()}</button>
        </footer>
      </form>
    </dialog>`;
  }

  get #shown() {
    return this.form.fields.filter(({ shown }) => shown?.(this.values) ?? true);
  }

  #field({ name, label, hint, kind, required, options, offered, suggested, content }) {
    const id = `field-${name}`;
    const value = this.values[name];
    const set = ({ target }) => this.#set(name, target.value);
    const told = hint ? html`<p class="hint" id="${id}-hint">${hint()}</p>` : nothing;
    const by = hint ? `${id}-hint` : nothing;
    switch (kind) {
      case 'check':
        return html`<label><input type="checkbox" .checked=${live(value)} aria-describedby=${by}
          @change=${({ target }) => this.#set(name, target.checked)}> ${label()}</label>${told}`;
      case 'choice':
        return html`<label for=${id}>${label()}</label><select id=${id} aria-describedby=${by} @change=${set}>${options(this.values).map(
          ([option, word]) => html`<option value=${option} ?selected=${option === value}>${word}</option>`,
        )}</select>${told}`;
      case 'area':
        return html`<label for=${id}>${label()}</label><textarea id=${id} rows="2" maxlength="4000" aria-describedby=${by}
          .value=${live(value)} @input=${set}></textarea>${told}`;
      case 'several':
        return html`<fieldset aria-describedby=${by}><legend>${label()}</legend>${options(this.values).map(([option, word]) => html`<label><input
          type="checkbox" value=${option} .checked=${live(value.includes(option))} @change=${({ target }) => this.#toggle(name, option, target.checked)}> ${word}</label>`)}</fieldset>${told}`;
      case 'shown':
        return content(this.values);
      case 'names':
        return html`<names-field .name=${name} .label=${label()} .hint=${hint?.() ?? ''} .names=${value} .offered=${offered ?? []}
          @names-changed=${({ detail }) => this.#set(name, detail)}></names-field>`;
      default:
        return html`<label for=${id}>${label()}</label><input id=${id} type=${INPUTS[kind] ?? 'text'}
          autocomplete=${kind === 'password' ? 'new-password' : 'off'} spellcheck="false" maxlength="1024" ?required=${required}
          list=${suggested ? `${id}-suggested` : nothing} aria-describedby=${by} .value=${live(value)} @input=${set}>${suggested
            ? html`<datalist id="${id}-suggested">${suggested.map((text) => html`<option value=${text}></option>`)}</datalist>`
            : nothing}${told}`;
    }
  }

  #toggle(name, option, on) {
    const others = this.values[name].filter((other) => other !== option);
    this.#set(name, on ? [...others, option] : others);
  }

  #problem() {
    const again = this.problem.status === 409 && this.form.again;
    return html`<p>${refusalWords(this.problem)}</p>
      ${again ? html`<button type="button" class="quiet" @click=${this.#again}>${t('form.again')}</button>` : nothing}`;
  }

  #set(name, value) {
    this.values = { ...this.values, [name]: value };
  }

  async #submit(event) {
    event.preventDefault();
    const lacking = this.#shown.find(({ name, required }) => required && this.values[name].trim() === '');
    if (lacking) {
      this.problem = { kind: 'lacking', params: { field: lacking.label() } };
      this.querySelector(`#field-${lacking.name}`).focus();
      return;
    }
    this.sending = true;
    this.problem = null;
    try {
      const next = await this.form.send(this.values);
      if (next) {
        await this.open(next);
      } else {
        this.#close();
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.sending = false;
  }

  // what was changed here stays, the rest is as it is now
  async #again() {
    try {
      const now = valuesOf(this.form.fields, await this.form.again());
      this.values = merged(this.#opened, this.values, now);
      this.#opened = now;
      this.problem = null;
      this.querySelector('button[type=submit]').focus();
    } catch (problem) {
      this.problem = problem;
    }
  }

  // one Escape must not throw away what was typed without a word
  #cancel(event) {
    if (changed(this.#opened, this.values) && this.problem?.kind !== 'unsaved') {
      event.preventDefault();
      this.problem = { kind: 'unsaved', params: {} };
    }
  }

  #close() {
    this.querySelector('dialog').close();
  }

  #closed() {
    this.form = null;
    this.values = {}; // a password is not kept
  }
}

customElements.define('form-dialog', FormDialog);

/** Opens the page's own dialog. */
export function openForm(form) {
  return document.querySelector('form-dialog').open(form);
}
