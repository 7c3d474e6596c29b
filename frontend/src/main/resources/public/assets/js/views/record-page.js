// <record-page>: an app, a person or a group: what is set of it, who may change it does so here.
import { html, LitElement, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { go } from '../app/navigation.js';
import { recordUrl } from '../model/route.js';
import { pageHead } from '../parts/facts.js';
import '../parts/list-section.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import '../parts/mail-test.js';
import { problemPanel } from '../parts/problem.js';
import { editRecord, removeRecord } from './record-forms.js';
import { RECORDS } from './records.js';

class RecordPage extends LitElement {
  static properties = { route: { attribute: false }, session: { attribute: false }, paused: { attribute: false } };

  constructor() {
    super();
    // no event tells of what people set
    this.object = new LiveObject(this, () => recordUrl(this.route.view, this.route.path[0]), () => false);
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.object.read();
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  render() {
    const { answer, problem } = this.object;
    const record = RECORDS[this.route.view];
    const acts = answer ? this.#acts(record, answer) : nothing;
    return html`${pageHead(this.route.view, '', this.route.path[0], nothing, null, acts)}
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer ? this.#page(record, answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #acts(record, answer) {
    const edits = record.edits(answer, this.session);
    const deletes = record.deletes(answer, this.session);
    return !edits && !deletes ? nothing : html`
      ${edits ? html`<button type="button" class="quiet" @click=${() => this.#edit(record, answer)}>${record.edit()}</button>` : nothing}
      ${deletes ? html`<button type="button" class="quiet danger" @click=${() => this.#remove(record, answer)}>${t('form.delete')}</button>` : nothing}`;
  }

  #page(record, answer) {
    const lead = record.lead(answer);
    const test = record.mailTest?.(answer, this.session);
    return html`${lead ? html`<p class="lead">${lead}</p>` : nothing}
      <dl class="facts">${record.facts(answer)}</dl>
      ${record.sections(answer).map(({ kind, route, none }) => html`<list-section .kind=${kind} .route=${route} .none=${none}
        .paused=${this.paused}></list-section>`)}
      ${test ? html`<mail-test .url=${test}></mail-test>` : nothing}`;
  }

  async #edit(record, answer) {
    try {
      await editRecord(record, answer, () => this.object.read());
    } catch (problem) {
      this.#tell(problem);
    }
  }

  #remove(record, answer) {
    removeRecord(record, answer, () => go({ view: record.view, path: [] }));
  }

  #tell(problem) {
    this.object.problem = problem;
    this.requestUpdate();
  }
}

customElements.define('record-page', RecordPage);
