// Columns of copies of data: how old each is against how old it may be, what its last run sent, when it is due.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { bytes } from '../model/format.js';
import { alertHref, syncHref } from '../model/route.js';
import { alertOf, speed, syncLook } from '../model/syncs.js';
import { moment, span } from '../model/time.js';
import { serverNow } from '../net/api.js';
import '../parts/age-bar.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { actionChip, checkChip } from '../parts/state.js';
import { onCard, value } from '../parts/value.js';
import '../parts/since-time.js';
import { when } from './action-columns.js';

export function syncChip({ state }) {
  return checkChip(syncLook(state), t(`sync.state.${state}`));
}

/** How old the last good copy is, of how old it may be. */
export function age(row) {
  const good = moment(row.lastGood);
  return html`<span class="measured aged"><span class="number">${good === null
      ? html`<b class="lacking">${t('sync.none')}</b>`
      : html`<since-time .at=${good}></since-time>`}${row.maxDelaySeconds
      ? html` <span class="dim">${t('sync.of', { span: span(row.maxDelaySeconds * 1000, t('unit.day')) })}</span>`
      : nothing}</span><age-bar .of=${row}></age-bar></span>`;
}

/** What the last run sent, how fast; or how it ended. */
export function sent(row) {
  if (row.status === 'err') {
    return html`<span title=${row.reason}>${actionChip(row.status)}</span>`;
  }
  return row.lagSeconds === null
    ? html`${bytes(row.bytes) || t('sync.nothingNew')}${row.bytesPerSecond ? html` <span class="dim">${speed(row.bytesPerSecond)}</span>` : nothing}`
    : t('sync.lag', { span: span(row.lagSeconds * 1000, t('unit.day')) });
}

/** When it is due; what is overdue is not to be overlooked. */
export function due(row) {
  const at = moment(row.nextDue);
  return at === null ? nothing : html`<span class=${at < serverNow() ? 'soon' : ''} title=${at < serverNow() ? t('sync.overdue') : nothing}>${when(row.nextDue)}</span>`;
}

const service = { key: 'service', label: () => t('column.service'), sort: 'service', cell: (row) => serviceLink(row) };
const rid = {
  key: 'rid',
  label: () => t('column.rid'),
  cell: (row) => html`<a class="name" data-main href=${syncHref(row.id)} title=${t('sync.history')}>${row.rid}</a>`,
};
const target = {
  key: 'target',
  label: () => t('column.target'),
  cell: (row) => html`<span class="values">${nodeLink(row.cluster, row.target)}${row.disaster
    ? html`<span class="flag f-disaster" title=${t('sync.disasterHint')}>${t('sync.disaster')}</span>`
    : nothing}</span>`,
};
const site = { key: 'site', label: () => t('column.site'), cell: (row) => value('site', row.site) };
const state = {
  key: 'state',
  label: () => t('column.state'),
  cell: (row) => (row.state === 'ok' ? syncChip(row) : html`<a href=${alertHref(alertOf(row))} title=${t('check.toAlert')}>${syncChip(row)}</a>`),
};
const aged = { key: 'age', label: () => t('column.age'), sort: 'lastGood', cell: age };
const last = { key: 'bytes', label: () => t('column.lastRun'), sort: 'bytes', first: 'down', cell: (row) => html`${onCard(t('column.lastRun'))}${sent(row)}` };
const nextDue = { key: 'due', label: () => t('column.nextDue'), sort: 'nextDue', cell: (row) => (row.nextDue ? html`${onCard(t('column.nextDue'))}${due(row)}` : nothing) };
const app = { key: 'app', label: () => t('column.app'), cell: (row) => value('app', row.app) };

export const SYNC_COLUMNS = [service, rid, target, site, state, aged, last, nextDue, app];
export const SYNCS_OF_SERVICE = [rid, target, site, state, aged, last, nextDue];
