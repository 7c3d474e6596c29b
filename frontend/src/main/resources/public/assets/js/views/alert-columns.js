// Columns of alerts, on the Problems view, in the list with its history, on the pages of services and nodes.
import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { saying } from '../model/alerts.js';
import { alertHref, ticketHref } from '../model/route.js';
import { absolute, duration, moment, zone } from '../model/time.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { severityChip } from '../parts/state.js';
import { onCard, value } from '../parts/value.js';
import '../parts/silence-line.js';
import '../parts/since-time.js';
import { when } from './action-columns.js';

const ROBOT = 'vigie'; // who acknowledges what a ticket told of

/** The sentence that tells what is wrong. */
export function whatIsWrong(row) {
  const { key, params } = saying(row, t('unit.day'));
  const reason = params.reason ? t(`stale.${params.reason}`) : '';
  return t(`alert.what.${key}`, { ...params, reason });
}

/** What is unusual about an alert, beside what it says. */
export function marks({ flapping, occurrence }) {
  const again = occurrence > 1 ? html`<span class="flag" title=${t('alert.occurrenceHint', { n: occurrence })}>×${occurrence}</span>` : nothing;
  return html`${flapping ? html`<span class="flag f-flapping" title=${t('alert.flappingHint')}><b aria-hidden="true">≈</b> ${t('alert.flapping')}</span>` : nothing}${again}`;
}

/** Who acknowledged it, when, with which words. */
export function ackWords({ acknowledged, acknowledgedAt, comment }) {
  const at = moment(acknowledgedAt);
  const time = at === null ? '' : `${absolute(at, preferences.utc)} ${zone(at, preferences.utc)}`;
  return t('ack.line', { who: acknowledged, time, comment });
}

/** The yellow line of 2010. */
export function ackLine(row) {
  return row.acknowledged ? html`<p class="acked-line">${ackWords(row)}</p>` : nothing;
}

/** The same line, of a ticket by which people were told of it. */
export function ticketLine(row) {
  if (!row.ticket) {
    return nothing;
  }
  const at = moment(row.ticketedAt);
  const time = at === null ? '' : `${absolute(at, preferences.utc)} ${zone(at, preferences.utc)}`;
  return html`<p class="acked-line">${t('ack.line', { who: ROBOT, time, comment: row.ticketComment })} <a href=${ticketHref(row.ticket)}>${t('ticket.of', { id: row.ticket })}</a></p>`;
}

const severity = {
  key: 'severity',
  label: () => t('column.severity'),
  sort: 'severity',
  first: 'down',
  cell: (row) => html`<button type="button" class="value" tabindex="-1" data-field="severity" data-value=${row.severity}
    >${severityChip(row.severity)}</button>`,
};
const what = {
  key: 'what',
  label: () => t('column.what'),
  cell: (row) => html`<span class="values"><a class="name" data-main href=${alertHref(row.id)} title=${whatIsWrong(row)}>${whatIsWrong(row)}</a>${marks(row)}</span>`,
};
const service = { key: 'service', label: () => t('column.service'), sort: 'service', cell: (row) => (row.service ? serviceLink(row) : nothing) };
const node = { key: 'node', label: () => t('column.node'), sort: 'node', cell: (row) => nodeLink(row.cluster, row.node) };
const app = { key: 'app', label: () => t('column.app'), sort: 'app', cell: (row) => value('app', row.app) };
const since = {
  key: 'since',
  label: () => t('column.since'),
  sort: 'since',
  first: 'down',
  cell: (row) => html`${onCard(t('page.since'))}<since-time .at=${moment(row.since)}></since-time>`,
};
const known = {
  key: 'known',
  label: () => t('column.known'),
  cell: (row) => html`${row.acknowledged
    ? html`<span class="values" title=${ackWords(row)}><b>${value('acknowledged', row.acknowledged)}</b><span>${row.comment}</span></span>`
    : nothing}${row.ticket && row.state === 'open' && !row.acknowledged ? html`<a class="ticketed" href=${ticketHref(row.ticket)} title=${row.ticketComment}>${t('ticket.of', { id: row.ticket })}</a>` : nothing}${row.silenced ? html`<silence-line .of=${row.silencedBy}></silence-line>` : nothing}`,
};
const holds = {
  key: 'toggle',
  label: () => html`<span class="hidden-text">${t('column.holds')}</span>`,
  cell: (row, open) => (row.holds > 0
    ? html`<button type="button" class="toggle counted" data-toggle=${row.id} aria-expanded=${open ? 'true' : 'false'}
        aria-label=${t('alert.showHeld', { n: row.holds })} title=${t('alert.showHeld', { n: row.holds })}><span aria-hidden="true"></span>${number(row.holds)}</button>`
    : nothing),
};
const state = {
  key: 'state',
  label: () => t('column.state'),
  cell: (row) => value('state', row.state, row.reason ? html`${t(`alert.state.${row.state}`)} <span class="dim">${t(`alert.reason.${row.reason}`)}</span>` : t(`alert.state.${row.state}`)),
};
const raised = { key: 'raised', label: () => t('column.raised'), sort: 'raised', first: 'down', cell: (row) => when(row.raised) };
const lasted = {
  key: 'lasted',
  label: () => t('column.lasted'),
  cell: (row) => (row.state === 'open'
    ? html`${onCard(t('page.since'))}<since-time .at=${moment(row.since)}></since-time>`
    : html`${onCard(t('action.took'))}${duration(moment(row.resolved) - moment(row.since), t('unit.day'))}`),
};

export const PROBLEM_COLUMNS = [holds, severity, what, service, node, app, since, known];
export const ALERT_COLUMNS = [severity, what, state, service, node, app, raised, lasted, known];

/** On pages what is the same on every row is left out. */
export const ALERTS_OF_SERVICE = [severity, what, state, node, raised, lasted, known];
export const ALERTS_OF_NODE = [severity, what, state, service, raised, lasted, known];
export const ALERTS_HELD = [severity, what, service, node, since];
