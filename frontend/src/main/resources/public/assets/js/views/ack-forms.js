// Acknowledging: that somebody knows of alerts or of failed actions. One or many, with a comment; what became of each is told.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { send, serverNow } from '../net/api.js';
import { parseDuration } from '../model/time.js';
import { openForm } from '../parts/form-dialog.js';
import { whatIsWrong } from './alert-columns.js';

const AT_ONCE = 1000;
const SPANS = ['1h', '4h', '12h', '1d', '3d', '7d', '30d'];
const SHOWN = 12; // of many, so many are named

const comment = { name: 'comment', kind: 'area', required: true, label: () => t('ack.comment'), hint: () => t('ack.commentHint') };
const expiry = {
  name: 'expiry',
  kind: 'choice',
  label: () => t('ack.expiry'),
  hint: () => t('ack.expiryHint'),
  options: () => [['', t('ack.never')], ...SPANS.map((span) => [span, t(`ack.span.${span}`)])],
};
const sticky = { name: 'sticky', kind: 'check', label: () => t('ack.sticky'), hint: () => t('ack.stickyHint') };

/** The first of many names. */
export const named = (words) => html`<span class="named">${words.slice(0, SHOWN).map((word) => html`<span>${word}</span>`)}${
  words.length > SHOWN ? html`<span class="dim">${t('said.more', { n: words.length - SHOWN })}</span>` : ''}</span>`;

const episodes = (rows) => rows.map(({ id, episode }) => ({ alert: id, episode }));
const failed = ({ action, service, node }) => t('ack.action', { action, service, node });

/** rows of alerts; done() is called when they were told. */
export function acknowledgeAlerts(rows, done) {
  openForm({
    title: () => (rows.length === 1 ? t('ack.one') : t('ack.alerts', { n: rows.length })),
    lead: () => named(rows.map(whatIsWrong)),
    fields: [comment, expiry, sticky],
    values: {},
    submit: () => t('ack.act'),
    send: (values) => tell(rows, whatIsWrong, '/api/v1/alerts/acknowledge', (some) => ({ alerts: episodes(some), ...wish(values) }), done),
  });
}

function wish({ comment: text, expiry: span, sticky: stays }) {
  const until = span === '' ? {} : { expires: new Date(serverNow() + parseDuration(span)).toISOString() };
  return { comment: text, sticky: stays, ...until };
}

/** Takes it back. */
export function withdrawAlerts(rows, done) {
  openForm({
    title: () => t('ack.withdrawTitle'),
    lead: () => html`${named(rows.map(whatIsWrong))}${t('ack.withdrawLead')}`,
    fields: [],
    values: {},
    submit: () => t('ack.withdraw'),
    send: () => tell(rows, whatIsWrong, '/api/v1/alerts/unacknowledge', (some) => ({ alerts: episodes(some) }), done),
  });
}

/** One that people or their programs raised: over, they say. */
export function withdrawCustom(row, done) {
  openForm({
    title: () => t('custom.withdraw'),
    lead: () => html`${named([whatIsWrong(row)])}${t('custom.withdrawLead')}`,
    fields: [],
    values: {},
    submit: () => t('custom.withdraw'),
    send: async () => {
      await send('DELETE', `/api/v1/alerts/custom/${encodeURIComponent(row.id)}`);
      done();
    },
  });
}

/** rows of failed actions. */
export function acknowledgeActions(rows, done) {
  openForm({
    title: () => t('ack.actions', { n: rows.length }),
    lead: () => named(rows.map(failed)),
    fields: [comment],
    values: {},
    submit: () => t('ack.act'),
    send: (values) => tell(rows, failed, '/api/v1/actions/acknowledge', (some) => ({ actions: some.map(({ id }) => id), comment: values.comment }), done),
  });
}

/** Tells the server; the form that comes after tells of those that were refused, under words(params). */
export async function tell(rows, nameOf, url, body, done, words = (params) => t('ack.told', params)) {
  const items = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const answer = await send('POST', url, body(rows.slice(from, from + AT_ONCE)));
    items.push(...answer.items);
  }
  done();
  const refused = items.filter(({ outcome }) => outcome !== 'done');
  return refused.length === 0 ? null : told(rows, nameOf, items.length - refused.length, refused, words);
}

function told(rows, nameOf, count, refused, words) {
  const names = new Map(rows.map((row) => [row.id, nameOf(row)]));
  return {
    title: () => words({ n: count, refused: refused.length }),
    lead: () => html`<ul class="changes">${refused.slice(0, SHOWN * 4).map(({ id, outcome }) => html`<li><b>${names.get(id) ?? id}</b>
      <span class="change">${t(`ack.outcome.${outcome}`)}</span></li>`)}</ul>`,
    fields: [],
    values: {},
    submit: () => t('form.done'),
    send: async () => {},
  };
}
