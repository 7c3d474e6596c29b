// The alerts of one service or node, on its page: the open ones, worst first, then those that ended last.
import { formatTerm } from '../model/filter.js';
import '../parts/list-section.js';
import { ALERTS_OF_NODE, ALERTS_OF_SERVICE } from './alert-columns.js';
import { ALERTS } from './kinds.js';
import { unsorted } from './page-tables.js';

const SHOWN = 10;

export const ALERTS_OF_ITS_SERVICE = { ...ALERTS, size: SHOWN, sectionColumns: unsorted(ALERTS_OF_SERVICE) };
export const ALERTS_OF_ITS_NODE = { ...ALERTS, size: SHOWN, sectionColumns: unsorted(ALERTS_OF_NODE) };

/** field: service or node. */
export function alertsOf(field, cluster, name) {
  return { view: 'alerts', q: [formatTerm(field, '=', name), formatTerm('cluster', '=', cluster)] };
}
