import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { nodeLink, serviceLink } from '../parts/links.js';
import { actionChip } from '../parts/state.js';
import { onCard, value } from '../parts/value.js';
import { absolute, duration, moment, zone } from '../model/time.js';
import '../parts/since-time.js';

const expander = {
  key: 'toggle',
  label: () => html`<span class="hidden-text">${t('column.log')}</span>`,
  cell: (row, open) => html`<button
    type="button"
    class="toggle"
    data-main
    data-toggle=${row.id}
    aria-expanded=${open ? 'true' : 'false'}
    aria-label=${t('action.showLog', { action: row.action, service: row.service })}
  ><span aria-hidden="true"></span></button>`,
};

export function when(value) {
  const at = moment(value);
  return at === null
    ? nothing
    : html`<time datetime=${new Date(at).toISOString()} title="${absolute(at, preferences.utc)} ${zone(at, preferences.utc)}"
        >${absolute(at, preferences.utc)}</time>`;
}

function took(row) {
  if (row.status === 'running') {
    return html`${onCard(t('page.since'))}<since-time class="running" .at=${moment(row.begin)}></since-time>`;
  }
  const time = duration(row.durationMillis, t('unit.day'));
  return time && html`${onCard(t('action.took'))}${time}`;
}

/** Loud until somebody knows of it. */
export function actionTone({ status, acknowledged }) {
  return status === 'err' && !acknowledged ? 'down' : status === 'warn' ? 'warn' : 'none';
}

export function ackedClass({ acknowledged }) {
  return acknowledged ? 'acked' : '';
}

const service = {
  key: 'service',
  label: () => t('column.service'),
  sort: 'service',
  cell: (row) => (row.service ? serviceLink(row) : nothing),
};
const app = { key: 'app', label: () => t('column.app'), cell: (row) => value('app', row.app) };
const node = { key: 'node', label: () => t('column.node'), sort: 'node', cell: (row) => nodeLink(row.cluster, row.node) };
const rest = [
  { key: 'action', label: () => t('column.action'), cell: (row) => value('action', row.action) },
  {
    key: 'status',
    label: () => t('column.status'),
    sort: 'status',
    cell: (row) => html`<button type="button" class="value" tabindex="-1" data-field="status" data-value=${row.status}
      >${actionChip(row.status)}</button>`,
  },
  { key: 'begin', label: () => t('column.begin'), sort: 'begin', first: 'down', cell: (row) => when(row.begin) },
  { key: 'end', label: () => t('column.end'), cell: (row) => when(row.end) },
  { key: 'duration', label: () => t('column.duration'), cell: took },
  { key: 'pid', label: () => t('column.pid'), cell: (row) => row.pid || '' },
  {
    key: 'by',
    label: () => t('column.who'),
    cell: (row) => html`<span class="values">${row.by === row.origin ? nothing : value('by', row.by)}${value('origin', row.origin, t(`origin.${row.origin}`))}</span>`,
  },
];

export const ACTION_COLUMNS = [expander, service, app, node, ...rest];
export const ACTIONS_OF_SERVICE = [expander, node, ...rest];
