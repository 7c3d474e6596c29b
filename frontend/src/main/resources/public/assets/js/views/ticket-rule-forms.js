// Forms of ticket rules: which tickets last week's alerts would have become is shown before one is set.
import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { KINDS, SEVERITIES } from '../model/alerts.js';
import { parseDuration } from '../model/time.js';
import { get, Problem, send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';
import { severityChip } from '../parts/state.js';
import { when } from './action-columns.js';
import { seconds } from './rule-words.js';

export const TICKET_RULES_URL = '/api/v1/ticket-rules';
const PREVIEW_URL = `${TICKET_RULES_URL}/preview`;
const urlOf = ({ id }) => `${TICKET_RULES_URL}/${encodeURIComponent(id)}`;
const SHOWN = 8;
const PLACES = { '': null, production: true, other: false };

const all = () => ['', t('ticketRule.all')];
const FIELDS = [
  { name: 'app', label: () => t('column.app'), hint: () => t('ticketRule.appHint') },
  { name: 'kind', kind: 'choice', label: () => t('column.kind'), options: () => [all(), ...KINDS.map((kind) => [kind, kind])] },
  { name: 'severity', kind: 'choice', label: () => t('column.severity'), options: () => [all(), ...SEVERITIES.map((severity) => [severity, t(`severity.${severity}`)])] },
  { name: 'place', kind: 'choice', label: () => t('column.env'), options: () => [all(), ['production', t('ticketRule.production')], ['other', t('ticketRule.other')]] },
  { name: 'after', label: () => t('ticketRule.after'), hint: () => t('ticketRule.afterHint') },
  { name: 'closes', kind: 'check', label: () => t('ticketRule.closes'), hint: () => t('ticketRule.closesHint') },
];

function valuesOf({ app = '', kind, severity, production = null, afterSeconds, closes = true }) {
  return {
    app,
    kind: kind ?? '',
    severity: severity ?? '',
    place: production === null ? '' : production ? 'production' : 'other',
    after: afterSeconds === null || afterSeconds === undefined ? '' : seconds(afterSeconds).replaceAll(' ', ''),
    closes,
  };
}

function wish({ app, kind, severity, place, after, closes }) {
  const typed = after.trim();
  const millis = typed === '' ? null : parseDuration(typed);
  if (typed !== '' && millis === null) {
    throw new Problem({ status: 400, detail: t('ticketRule.noTime', { value: typed }) });
  }
  return { app: app.trim() || null, kind: kind || null, severity: severity || null, production: PLACES[place], afterSeconds: millis === null ? null : Math.round(millis / 1000), closes };
}

/** start: what it begins with; done() is called when it is set. */
export function newTicketRule(start, done) {
  openForm({
    title: () => t('ticketRule.new'),
    lead: () => t('ticketRule.lead'),
    fields: FIELDS,
    values: valuesOf(start),
    submit: () => t('threshold.preview'),
    send: (values) => previewed(PREVIEW_URL, wish(values), (body) => send('POST', TICKET_RULES_URL, body), done),
  });
}

export function editTicketRule(rule, done) {
  let { n } = rule;
  openForm({
    title: () => t('ticketRule.edit'),
    lead: () => t('ticketRule.lead'),
    fields: FIELDS,
    values: valuesOf(rule),
    submit: () => t('threshold.preview'),
    send: (values) => previewed(`${PREVIEW_URL}?id=${encodeURIComponent(rule.id)}`, wish(values), (body) => send('PUT', urlOf(rule), { ...body, n }), done),
    async again() {
      const now = await get(urlOf(rule));
      n = now.n;
      return valuesOf(now);
    },
  });
}

// the form that comes after: what it would have done, and the word that sets it
async function previewed(url, body, set, done) {
  const dry = await send('POST', url, body);
  return {
    title: () => t('ticketRule.would'),
    lead: () => dryRun(dry),
    fields: [],
    values: {},
    submit: () => t('threshold.set'),
    async send() {
      await set(body);
      done();
    },
  };
}

function dryRun({ looked, partial, tickets, alerts, ticketsBefore, byRule, first }) {
  const rows = first.slice(0, SHOWN).map((one) => html`<li>${severityChip(one.severity)} <b>${one.app}</b> ${when(one.opened)} · ${t('ticket.count', { n: one.alerts })}
    <span class="dim">${one.first.join(', ')}${one.alerts > one.first.length ? ' …' : ''}</span></li>`);
  const parts = [
    html`<span>${t('ticketRule.looked', { n: looked })} ${partial ? t('ticketRule.partial') : nothing}</span>`,
    html`<b>${t('ticketRule.tickets', { n: tickets, alerts: number(alerts), before: number(ticketsBefore) })}</b>`,
    html`<span>${byRule === 0 ? t('ticketRule.noneByRule') : t('ticketRule.byRule', { n: byRule })}</span>`,
    rows.length > 0 ? html`<ul class="changes">${rows}</ul>` : nothing,
    byRule > SHOWN ? html`<span class="dim">${t('threshold.more', { n: byRule - SHOWN })}</span>` : nothing,
  ];
  return html`${parts}`; // between them nothing: the text of a form keeps its line ends
}

export function deleteTicketRule(rule, done) {
  openForm({
    title: () => t('ticketRule.delete'),
    lead: () => t('threshold.deleteLead'),
    fields: [],
    values: {},
    submit: () => t('threshold.deleteAct'),
    danger: true,
    async send() {
      await send('DELETE', urlOf(rule));
      done();
    },
  });
}
