// The copies of one service's data, on its page.
import { t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import '../parts/list-section.js';
import { SYNCS } from './kinds.js';
import { unsorted } from './page-tables.js';
import { SYNCS_OF_SERVICE } from './sync-columns.js';

const SHOWN = 50;

export const SYNCS_OF_ITS_SERVICE = { ...SYNCS, size: SHOWN, sectionColumns: unsorted(SYNCS_OF_SERVICE), title: () => t('syncs.ofService') };

export function syncsOf(cluster, service) {
  return { view: 'syncs', q: [formatTerm('service', '=', service), formatTerm('cluster', '=', cluster)] };
}
