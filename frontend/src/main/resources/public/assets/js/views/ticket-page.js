// <ticket-page>: what a ticket is about, whom it is for and what became of that, its mails, every step of it.
import { html, LitElement, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { severityLook } from '../model/alerts.js';
import { alertHref, recordHref, ticketUrl } from '../model/route.js';
import { deliveryLook, isUndelivered, isUntried } from '../model/tickets.js';
import { moment } from '../model/time.js';
import '../parts/data-table.js';
import { fact, pageHead } from '../parts/facts.js';
import { LiveObject } from '../parts/live-object.js';
import { PreferenceController } from '../parts/preference-controller.js';
import { problemPanel } from '../parts/problem.js';
import { checkChip, severityChip } from '../parts/state.js';
import { onCard } from '../parts/value.js';
import { when } from './action-columns.js';
import { whyWords } from './alert-recipients.js';
import { operates } from './kinds.js';
import { externalLink, ticketChip } from './ticket-columns.js';
import { actOnTickets } from './ticket-forms.js';

const deliveryChip = (state) => checkChip(deliveryLook(state), t(`delivery.${state ?? 'waiting'}`));

const LINES = [
  { key: 'severity', label: () => t('column.severity'), cell: (row) => severityChip(row.severity) },
  { key: 'what', label: () => t('column.what'), cell: (row) => html`<a class="name" data-main href=${alertHref(row.alert)} title=${row.alert}>${row.summary || row.alert}</a>` },
  { key: 'since', label: () => t('column.since'), cell: (row) => html`${onCard(t('column.since'))}${when(row.since)}` },
  { key: 'ended', label: () => t('alert.resolvedAt'), cell: (row) => (row.resolved ? html`${onCard(t('alert.resolvedAt'))}${when(row.resolved)}` : html`<span class="dim">${t('alert.state.open')}</span>`) },
];

const TOLD = [
  { key: 'person', label: () => t('column.account'), cell: (row) => html`<span class="name">${row.person}</span>` },
  { key: 'mail', label: () => t('column.mail'), cell: (row) => (row.channel === 'mail' ? row.mail : t(`channel.${row.channel}`)) },
  { key: 'why', label: () => t('column.why'), cell: (row) => whyWords(row.why) },
  { key: 'fate', label: () => t('column.fate'), cell: (row) => html`${deliveryChip(row.state)} ${row.detail ? html`<span class="said">${row.detail}</span>` : nothing}` },
];

const DELIVERIES = [
  { key: 'channel', label: () => t('column.channel'), cell: (row) => t(`channel.${row.channel}`) },
  {
    key: 'mail',
    label: () => t('column.to'),
    cell: (row) => html`<span class="name" title=${row.id}>${row.channel === 'tracker' ? row.to : row.address || row.to}</span> ${row.external ? externalLink(row) : nothing}`,
  },
  {
    key: 'fate',
    label: () => t('column.fate'),
    cell: (row) => html`${deliveryChip(row.state)} ${row.reply ? html`<span class="said">${row.reply}</span>` : nothing}
      ${row.next ? html`<span class="dim">${t('delivery.again', { n: row.attempt })} ${when(row.next)}</span>` : nothing}`,
  },
  { key: 'tells', label: () => t('column.tells'), cell: (row) => (row.channel === 'tracker' ? '' : html`${onCard(t('column.tells'))}${row.tells}`) },
  { key: 'at', label: () => t('column.at'), cell: (row) => when(row.at) },
];

const SHOWN = 20; // alerts of a ticket with many

class TicketPage extends LitElement {
  static properties = { route: { attribute: false }, session: { attribute: false }, paused: { attribute: false }, all: { state: true } };

  constructor() {
    super();
    this.all = false; // of the alerts the first are shown
    this.object = new LiveObject(this, () => ticketUrl(this.#id), ({ type, id }) => type === 'ticket' && id === this.#id);
    new PreferenceController(this);
  }

  get #id() {
    return this.route.path.join('/'); // a pasted address may have its slashes as they are
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.object.read();
  }

  willUpdate(changed) {
    if (changed.has('paused')) {
      this.object.pause(this.paused);
    }
  }

  /** The key of taking it. */
  act(key) {
    const { ticket, yours } = this.object.answer ?? {};
    if (key === 'a' && yours && ticket.state !== 'closed') {
      this.#do('take');
    }
  }

  step(by) {
    this.querySelector('data-table')?.step(by);
  }

  #do = (verb) => actOnTickets(verb, [this.object.answer.ticket], () => this.object.read());

  render() {
    const { answer, problem } = this.object;
    return html`${answer ? nothing : pageHead('tickets', '', this.#id)}
      ${problem ? problemPanel(problem, () => this.object.read()) : nothing}
      ${answer ? this.#page(answer) : problem ? nothing : html`<p class="loading" role="status">${t('list.loading')}</p>`}`;
  }

  #page(answer) {
    const { ticket, lines, told, deliveries, steps } = answer;
    const state = html`${severityChip(ticket.severity)}${ticketChip(ticket.state)}`;
    return html`${pageHead('tickets', '', ticket.id, state, ticket.state === 'closed' ? null : ticket.opened, this.#acts(answer))}
      ${isUndelivered(ticket) ? html`<p class="undelivered" role="status"><b aria-hidden="true">X</b> ${t('ticket.undelivered')}</p>` : nothing}
      ${isUntried(ticket, told, Date.now()) ? html`<p class="undelivered" role="status"><b aria-hidden="true">X</b> ${t('ticket.untried')}</p>` : nothing}
      ${this.#facts(ticket)}
      ${this.#lines(lines)}
      ${this.#table('told', t('ticket.for'), TOLD, told.map((one) => ({ ...one, id: `${one.channel} ${one.person}` })), t('ticket.forNobody'), (row) => `tone-${deliveryLook(row.state).tone}`)}
      ${this.#table('mails', t('ticket.deliveries'), DELIVERIES, deliveries, t('ticket.noDeliveries'), (row) => `tone-${deliveryLook(row.state).tone}`)}
      <section class="page-section" aria-labelledby="h-steps">
        <div class="section-head"><h2 id="h-steps">${t('alert.history')}</h2></div>
        <ol class="history">${steps.map((step, index) => this.#step(step, steps[index + 1]))}</ol>
      </section>`;
  }

  #acts({ ticket, yours }) {
    const act = (verb, look = 'quiet') => html`<button type="button" class=${look} aria-keyshortcuts=${verb === 'take' ? 'a' : nothing} @click=${() => this.#do(verb)}>${t(`ticket.${verb}`)}</button>`;
    if (!yours) {
      return html`<span class="dim">${t('ticket.notYours')}</span>${operates(this.session) ? act('comment') : nothing}`;
    }
    return ticket.state === 'closed'
      ? html`${act('comment')}${act('reopen')}`
      : html`${act('comment')}${act('assign')}${act('close')}${act('take', 'primary')}`;
  }

  #facts(ticket) {
    return html`<dl class="facts">
      ${fact(t('column.app'), html`<a href=${recordHref('apps', ticket.app)}>${ticket.app}</a>`)}
      ${fact(t('column.owner'), ticket.owner || html`<span class="dim">${t('ticket.nobody')}</span>`)}
      ${fact(t('column.opened'), when(ticket.opened))}
      ${fact(t('ticket.sentAt'), moment(ticket.sent) === null ? html`<span class="lacking">${t('ticket.notYet')}</span>` : when(ticket.sent))}
      ${fact(t('ticket.closedAt'), moment(ticket.closed) === null ? '' : when(ticket.closed))}
      ${fact(t('column.external'), externalLink(ticket))}
    </dl>`;
  }

  #lines(lines) {
    const rows = lines.map((line) => ({ ...line, id: `${line.alert} ${line.episode}` }));
    const shown = this.all ? rows : rows.slice(0, SHOWN);
    const more = rows.length - shown.length;
    return html`${this.#table('lines', t('ticket.alerts'), LINES, shown, t('ticket.noAlerts'), (row) => (row.resolved ? 'tone-none known' : `tone-${severityLook(row.severity).tone}`), rows.length)}
      ${more > 0 ? html`<button type="button" class="quiet" @click=${() => (this.all = true)}>${t('ticket.linesAll', { n: more })}</button>` : nothing}`;
  }

  #table(key, title, columns, rows, none, rowClass, total = rows.length) {
    return html`<section class="page-section" aria-labelledby=${`h-${key}`}>
      <div class="section-head"><h2 id=${`h-${key}`}>${title}${rows.length > 0 ? html` <span class="dim">${number(total)}</span>` : nothing}</h2></div>
      ${rows.length === 0
        ? html`<p class="dim">${none}</p>`
        : html`<data-table .kind=${`ticket-${key}`} .columns=${columns} .rows=${rows} .caption=${title} .rowClass=${rowClass}></data-table>`}
    </section>`;
  }

  #step({ move, at, state, severity, by, comment, owner, alerts }, before) {
    const tone = move === 'closed' ? 'up' : severityLook(severity).tone;
    return html`<li class="tone-${tone}">
      <span class="h-at">${when(at)}</span>
      <span class="h-move"><b>${t(`ticket.move.${move}`)}</b>
        ${by ? html`<span>${by}</span>` : nothing}
        ${!before || before.state !== state ? ticketChip(state) : nothing}
        ${before && before.owner !== owner && owner ? html`<span class="dim">${t('ticket.hasIt', { who: owner })}</span>` : nothing}
        ${before && before.alerts !== alerts ? html`<span class="dim">${t('ticket.count', { n: alerts })}</span>` : nothing}
        ${comment ? html`<span class="h-said">${comment}</span>` : nothing}</span>
    </li>`;
  }
}

customElements.define('ticket-page', TicketPage);
