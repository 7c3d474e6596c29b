// Columns of checks: what nodes measured, as a bar between its bounds.
import { html, nothing, svg } from 'lit';
import { number, t } from '../../public/i18n.js';
import { alertOf, boundsOf, isAged, isUnbounded, lookOf, places } from '../model/checks.js';
import { alertHref, formatRoute } from '../model/route.js';
import { moment } from '../model/time.js';
import { serverNow } from '../net/api.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { checkChip } from '../parts/state.js';
import { onCard, value } from '../parts/value.js';
import '../parts/since-time.js';

/** The bounds in words, with where they come from. */
export function boundWords(row) {
  const { key, params } = boundsOf(row);
  const shown = Object.fromEntries(Object.entries(params).map(([name, bound]) => [name, bound === null || bound === undefined ? '' : number(bound)]));
  return t(`bounds.${key}`, shown);
}

const mark = (place) => (place === null ? nothing : svg`<line class="bound" x1=${place} x2=${place} y1="0" y2="10"></line>`);

// without an end on either side a bar would say nothing
function bar(row) {
  if (isUnbounded(row) && row.unit !== '%') {
    return nothing;
  }
  const at = places(row);
  const [from, to] = [Math.min(at.zero, at.value), Math.max(at.zero, at.value)];
  return html`<svg class="bar-of" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="2" width="100" height="6"></rect>
    <rect class="filled" x=${from} y="2" width=${to - from} height="6"></rect>${mark(at.low)}${mark(at.high)}</svg>`;
}

function chip(row) {
  return checkChip(lookOf(row), row.state === 'ok' && isUnbounded(row) ? t('bounds.none') : t(`check.state.${row.state}`));
}

const state = {
  key: 'state',
  label: () => t('column.state'),
  cell: (row) => (row.state === 'ok' ? chip(row) : html`<a href=${alertHref(alertOf(row))} title=${t('check.toAlert')}>${chip(row)}</a>`),
};
const node = { key: 'node', label: () => t('column.node'), sort: 'node', cell: (row) => nodeLink(row.cluster, row.node, true) };
const kind = { key: 'kind', label: () => t('column.check'), cell: (row) => value('kind', row.kind) };
const instance = { key: 'instance', label: () => t('column.checked'), cell: (row) => value('instance', row.instance) };
const measured = {
  key: 'value',
  label: () => t('column.value'),
  sort: 'value',
  first: 'down',
  cell: (row) => html`<span class="measured"><span class="number">${number(row.value)} <span class="dim">${row.unit}</span></span>${bar(row)}</span>`,
};
const bounds = {
  key: 'bounds',
  label: () => t('column.bounds'),
  cell: (row) => html`${onCard(t('column.bounds'))}<a class="quiet-link" href=${formatRoute({ view: 'thresholds' })}
    title=${row.threshold ? t('check.byPeople') : t('check.byDefault')}>${boundWords(row)}</a>`,
};
const service = { key: 'service', label: () => t('column.service'), cell: (row) => (row.service ? serviceLink(row) : '') };
const env = { key: 'env', label: () => t('column.nodeEnv'), cell: (row) => value('env', row.env) };
const read = {
  key: 'read',
  label: () => t('column.read'),
  sort: 'read',
  cell: (row) => html`${onCard(t('column.read'))}<span class=${isAged(moment(row.read), serverNow()) ? 'lacking' : ''}><since-time .at=${moment(row.read)}></since-time></span>`,
};

export const CHECK_COLUMNS = [node, state, kind, instance, measured, bounds, service, env, read];
export const CHECKS_OF_NODE = [kind, instance, state, measured, bounds, read];
