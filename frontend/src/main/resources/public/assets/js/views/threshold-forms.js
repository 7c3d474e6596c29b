// Forms of thresholds of checks: what they would do is shown before they are set.
import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { checkName, typedNumber } from '../model/checks.js';
import { get, Problem, send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';

export const THRESHOLDS_URL = '/api/v1/check-thresholds';
const PREVIEW_URL = `${THRESHOLDS_URL}/preview`;
const urlOf = ({ id }) => `${THRESHOLDS_URL}/${encodeURIComponent(id)}`;
const written = (bound) => (bound === null || bound === undefined ? '' : String(bound));
const valuesOf = ({ kind = '', node = '', q = '', low, high }) => ({ kind, node, q, low: written(low), high: written(high) });

const SHOWN = 8;

const FIELDS = [
  { name: 'kind', label: () => t('column.check'), hint: () => t('threshold.kindHint'), required: true },
  { name: 'node', label: () => t('column.node'), hint: () => t('threshold.nodeHint') },
  { name: 'q', label: () => t('threshold.filter'), hint: () => t('threshold.filterHint'), wide: true },
  { name: 'low', label: () => t('threshold.low'), hint: () => t('threshold.boundHint') },
  { name: 'high', label: () => t('threshold.high'), hint: () => t('threshold.boundHint') },
];

function bound(text) {
  const typed = typedNumber(text);
  if (Number.isNaN(typed)) {
    throw new Problem({ status: 400, detail: t('threshold.noNumber', { value: text }) });
  }
  return typed;
}

function wish({ kind, node, q, low, high }) {
  return { kind: kind.trim(), node: node.trim() || null, q: q.trim() || null, low: bound(low), high: bound(high) };
}

/** start: {kind, node, q, low, high}, each or none. done() is called when it is set. */
export function newThreshold(start, done = () => {}) {
  openForm({
    title: () => t('threshold.new'),
    lead: () => t('threshold.lead'),
    fields: FIELDS,
    values: valuesOf(start),
    submit: () => t('threshold.preview'),
    send: (values) => previewed(PREVIEW_URL, wish(values), (body) => send('POST', THRESHOLDS_URL, body), done),
  });
}

export function editThreshold(threshold, done) {
  let { n } = threshold;
  openForm({
    title: () => t('threshold.edit'),
    lead: () => t('threshold.lead'),
    fields: FIELDS,
    values: valuesOf(threshold),
    submit: () => t('threshold.preview'),
    send: (values) => previewed(`${PREVIEW_URL}?id=${encodeURIComponent(threshold.id)}`, wish(values), (body) => send('PUT', urlOf(threshold), { ...body, n }), done),
    async again() {
      const now = await get(urlOf(threshold));
      n = now.n;
      return valuesOf(now);
    },
  });
}

// the form that comes after: what it would do, and the word that does it
async function previewed(url, body, set, done) {
  const { count, out, before, first } = await send('POST', url, body);
  return {
    title: () => t('threshold.would'),
    lead: () => html`${t('threshold.count', { n: count })} ${t('threshold.out', { n: out, before: number(before) })}
      ${first.length === 0 ? nothing : html`<ul class="changes">${first.slice(0, SHOWN).map((row) => html`<li>${checkName(row)} · ${row.node}: <b>${number(row.value)} ${row.unit}</b></li>`)}</ul>`}
      ${out > SHOWN ? html`<p class="dim">${t('threshold.more', { n: out - SHOWN })}</p>` : nothing}`,
    fields: [],
    values: {},
    submit: () => t('threshold.set'),
    async send() {
      await set(body);
      done();
    },
  };
}

export function deleteThreshold(threshold, done) {
  openForm({
    title: () => t('threshold.delete'),
    lead: () => t('threshold.deleteLead'),
    fields: [],
    values: {},
    submit: () => t('threshold.deleteAct'),
    danger: true,
    async send() {
      await send('DELETE', urlOf(threshold));
      done();
    },
  });
}
