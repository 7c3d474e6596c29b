// How the Problems view groups its rows, and what hangs on one of them.
import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { severityLook } from '../model/alerts.js';
import { formatTerm, withTerm, parseTerm } from '../model/filter.js';
import { facetUrl, formatRoute } from '../model/route.js';
import '../parts/list-section.js';
import { ALERTS_HELD } from './alert-columns.js';
import { ALERTS } from './kinds.js';
import { unsorted } from './page-tables.js';

export const PROBLEM_GROUPS = [
  ['root', () => t('problems.byRoot')],
  ['app', () => t('problems.byApp')],
  ['service', () => t('problems.byService')],
  ['node', () => t('problems.byNode')],
];

const OPEN = 'state=open';
const HELD = { ...ALERTS, sectionColumns: unsorted(ALERTS_HELD), title: () => t('alert.held') };

/** How many open alerts hang on each alert. */
export function heldUrl() {
  return facetUrl('alerts', 'heldBy', [OPEN]);
}

/** The alerts that hang on this one. */
export function heldAlerts({ id }) {
  return html`<list-section .kind=${HELD} .route=${{ view: 'alerts', q: [OPEN, formatTerm('heldBy', '=', id)] }} .none=${t('alert.holdsNone')}></list-section>`;
}

/** What stands over a group: its name, how many of each severity; leads to the group alone. */
export function groupHead(route, { key }, counts) {
  const names = key.split('/');
  const name = route.by === 'app' ? key : names.at(-1);
  const terms = route.by === 'app' ? [['app', key]] : [['cluster', names.length > 1 ? names[0] : ''], [route.by, name]];
  const q = terms.filter(([field, value]) => field !== 'cluster' || value !== '')
    .reduce((all, [field, value]) => withTerm(all, parseTerm(formatTerm(field, '=', value))), route.q);
  return html`<span class="group-head"><a href=${formatRoute({ ...route, q, by: 'root', open: [], cursor: '', at: 1 })}>${name === '' ? t(`problems.none.${route.by}`) : name}</a>
    ${names.length > 1 && route.by !== 'app' && names[0] !== 'default' ? html`<span class="cluster">${names[0]}</span>` : nothing}
    <span class="tallies">${counts.map(([severity, count]) => {
      const { mark, tone } = severityLook(severity);
      return html`<span class="tally tone-${tone}"><span class="mark" aria-hidden="true">${mark}</span>${number(count)} <span class="hidden-text">${t(`severity.${severity}`)}</span></span>`;
    })}</span></span>`;
}
