import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { nodeLink } from '../parts/links.js';
import { nodeChip } from '../parts/state.js';
import { firstValue, onCard, value } from '../parts/value.js';
import { bytes, place } from '../model/format.js';
import { absolute, moment, span } from '../model/time.js';
import { serverNow } from '../net/api.js';
import '../parts/since-time.js';

const text = (key, label) => ({ key, label, sort: key, cell: (row) => value(key, row[key]) });

const SOON_MILLIS = 60 * 86_400_000;
export const SKEW_ALERT_MILLIS = 30_000;

function agent(row) {
  const skewed = Math.abs(row.skewMillis ?? 0) > SKEW_ALERT_MILLIS;
  return html`<span class="values">${row.agentVersion ? onCard(t('column.agent')) : nothing}${value('agentVersion', row.agentVersion)}${skewed
    ? html`<span class="flag f-skew" title=${t('node.skewed')}><b aria-hidden="true">!</b> ${skew(row.skewMillis)}</span>`
    : nothing}</span>`;
}

/** +5m when the node's clock is ahead. */
export function skew(millis) {
  return `${millis > 0 ? '-' : '+'}${span(Math.abs(millis), t('unit.day'))}`;
}

const LEVELS = ['building', 'room', 'rack', 'enclosure', 'slot'];

/** Building, room, rack, enclosure, place; what an agent says in another form, as it says it. */
export function levels(row) {
  return LEVELS.filter((level) => row[level]).map((level) => [level, row[level]]);
}

// the nearest in the row, where it lies in its title
function location(row) {
  const known = levels(row).filter(([level]) => level !== 'slot');
  const [level, name] = known.find(([one]) => one === 'rack') ?? known.at(-1) ?? ['location', row.location];
  return known.length === 0
    ? value(level, name, place(name))
    : html`<span title=${known.map(([, one]) => one).join(' · ')}>${value(level, name)}</span>`;
}

/** The last day of something: one that is past or soon is not to be overlooked. */
export function endDay(at, before = nothing) {
  const end = moment(at);
  if (end === null) {
    return nothing;
  }
  const left = end - Date.now();
  const tone = left < 0 ? 'lacking' : left < SOON_MILLIS ? 'soon' : '';
  return html`${before}<span class=${tone} title=${left < 0 ? t('said.over') : ''}>${at.slice(0, 10)}</span>`;
}

/** Until when somebody works on it, in short; the whole lies in its title. */
function worked({ maintenanceUntil, maintenanceBy, maintenanceComment }) {
  const until = moment(maintenanceUntil);
  if (until === null) {
    return nothing;
  }
  const [day, time] = absolute(until, preferences.utc).split(' ');
  const today = day === absolute(serverNow(), preferences.utc).slice(0, 10);
  const title = `${t('column.maintenanceUntil')} ${day} ${time} · ${maintenanceBy}: ${maintenanceComment}`;
  return html`<span class="flag f-maintenance" title=${title}><b aria-hidden="true">/</b><span class="hidden-text"
    >${t('column.maintenanceUntil')} </span> ${today ? time.slice(0, 5) : day.slice(5)}</span>`;
}

export const NODE_COLUMNS = [
  { key: 'node', label: () => t('column.node'), sort: 'node', cell: (row) => nodeLink(row.cluster, row.node, true) },
  {
    key: 'state',
    label: () => t('column.state'),
    sort: 'state',
    cell: (row) => html`${nodeChip(row.state)}${row.frozen
      ? html`<span class="flag f-frozen" title=${t('flag.frozen')}><b aria-hidden="true">*</b><span class="hidden-text">${t('flag.frozen')}</span></span>`
      : nothing}${worked(row)}`,
  },
  text('env', () => t('column.nodeEnv')),
  text('site', () => t('column.site')),
  text('team', () => t('column.team')),
  { key: 'responsibles', label: () => t('column.responsibles'), cell: (row) => firstValue('responsibles', row.responsibles) },
  { key: 'location', label: () => t('column.location'), sort: 'rack', cell: location },
  {
    key: 'os',
    label: () => t('column.os'),
    sort: 'os',
    cell: (row) => html`<span class="values">${value('os', row.os)}<span class="dim" title=${row.osVersion ?? ''}>${row.osVersion}</span></span>`,
  },
  text('model', () => t('column.model')),
  { key: 'cpu', label: () => t('column.cpu'), sort: 'cpuThreads', first: 'down', cell: (row) => row.cpuThreads || '' },
  { key: 'memory', label: () => t('column.memory'), sort: 'memoryBytes', first: 'down', cell: (row) => bytes(row.memoryBytes) },
  {
    key: 'maintenanceEnd',
    label: () => t('column.maintenanceEnd'),
    sort: 'maintenanceEnd',
    cell: (row) => endDay(row.maintenanceEnd, onCard(t('column.maintenanceEnd'))),
  },
  { key: 'agent', label: () => t('column.agent'), sort: 'agentVersion', cell: agent },
  { key: 'instances', label: () => t('column.instances'), sort: 'instances', first: 'down', cell: (row) => row.instances ?? '' },
  {
    key: 'lastSeen',
    label: () => t('column.lastSeen'),
    sort: 'lastSeen',
    first: 'down',
    cell: (row) => html`<since-time .at=${moment(row.lastSeen)}></since-time>`,
  },
  {
    key: 'since',
    label: () => t('column.since'),
    sort: 'since',
    first: 'down',
    cell: (row) => html`${onCard(t('page.since'))}<since-time .at=${moment(row.since)}></since-time>`,
  },
];
