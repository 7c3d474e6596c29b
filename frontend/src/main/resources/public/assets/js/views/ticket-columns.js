// Columns of tickets, in their list and on the pages of services and applications.
import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { isUndelivered, ticketLook } from '../model/tickets.js';
import { recordHref, ticketHref } from '../model/route.js';
import { moment } from '../model/time.js';
import { checkChip, severityChip } from '../parts/state.js';
import { onCard, value } from '../parts/value.js';
import '../parts/since-time.js';
import { when } from './action-columns.js';

export const ticketChip = (state) => checkChip(ticketLook(state), t(`ticket.state.${state}`));

/** How many of those it is for were reached. */
export function reached(row) {
  const lacking = [
    row.refused > 0 ? t('ticket.refused', { n: row.refused }) : '',
    row.failed > 0 ? t('ticket.failed', { n: row.failed }) : '',
  ].filter(Boolean);
  const words = row.told === 0 ? html`<span class="lacking">${t('ticket.toldNobody')}</span>` : t('ticket.told', { accepted: number(row.accepted), n: row.told });
  return html`<span class="values"><span>${words}</span>${lacking.length > 0
    ? html`<span class=${isUndelivered(row) ? 'failing' : 'lacking'}>${lacking.join(', ')}</span>`
    : nothing}</span>`;
}

/** To it in the tracker; an address of another kind is no link. */
export function externalLink({ external, link }) {
  const word = external || link;
  return /^https?:\/\//.test(link) ? html`<a href=${link} rel="noreferrer noopener" target="_blank">${word}</a>` : word;
}

const ticket = {
  key: 'ticket',
  label: () => t('column.ticket'),
  sort: 'id',
  cell: (row) => html`<a class="name" data-main href=${ticketHref(row.id)} title=${row.id}>${row.id}</a>`,
};
const severity = {
  key: 'severity',
  label: () => t('column.severity'),
  sort: 'severity',
  first: 'down',
  cell: (row) => html`<button type="button" class="value" tabindex="-1" data-field="severity" data-value=${row.severity}>${severityChip(row.severity)}</button>`,
};
const state = {
  key: 'state',
  label: () => t('column.state'),
  cell: (row) => html`<button type="button" class="value" tabindex="-1" data-field="state" data-value=${row.state}>${ticketChip(row.state)}</button>`,
};
const app = { key: 'app', label: () => t('column.app'), sort: 'app', cell: (row) => html`<a href=${recordHref('apps', row.app)}>${row.app}</a>` };
const alerts = {
  key: 'alerts',
  label: () => t('column.alerts'),
  sort: 'alerts',
  first: 'down',
  cell: (row) => html`${onCard(t('column.alerts'))}${number(row.alerts)}${row.ended > 0 ? html` <span class="dim">${t('ticket.ended', { n: row.ended })}</span>` : nothing}`,
};
const opened = {
  key: 'opened',
  label: () => t('column.opened'),
  sort: 'opened',
  first: 'down',
  cell: (row) => html`${onCard(t('column.opened'))}${row.state === 'closed' ? when(row.opened) : html`<since-time .at=${moment(row.opened)}></since-time>`}`,
};
const owner = {
  key: 'owner',
  label: () => t('column.owner'),
  sort: 'owner',
  cell: (row) => (row.owner ? value('owner', row.owner) : row.state === 'closed' ? nothing : html`<span class="dim">${t('ticket.nobody')}</span>`),
};
const told = { key: 'told', label: () => t('column.toldOf'), cell: reached };
const external = { key: 'external', label: () => t('column.external'), cell: externalLink };

export const TICKET_COLUMNS = [ticket, severity, state, app, alerts, opened, owner, told, external];

/** On the page of an application, which is the same on every row. */
export const TICKETS_OF_APP = TICKET_COLUMNS.filter(({ key }) => key !== 'app');
