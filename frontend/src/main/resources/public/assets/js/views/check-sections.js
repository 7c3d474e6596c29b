// What one node measured, on its page.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import '../parts/list-section.js';
import { CHECKS_OF_NODE } from './check-columns.js';
import { CHECKS } from './kinds.js';
import { unsorted } from './page-tables.js';
import { newThreshold } from './threshold-forms.js';

const SHOWN = 50;

const acts = {
  key: 'acts',
  label: () => html`<span class="hidden-text">${t('said.act')}</span>`,
  cell: (row) => html`<button type="button" class="link" @click=${(event) => setBounds(event, row)}>${t('threshold.ofThis')}</button>`,
};

// streams take a moment to hold it against the new ones
function setBounds({ target }, row) {
  const section = target.closest('list-section');
  newThreshold(ofThis(row), () => section.list.expect());
}

// the check itself, and no other of the node
function ofThis({ kind, cluster, node, instance }) {
  return { kind, node: `${cluster}/${node}`, q: instance ? formatTerm('instance', '=', instance) : '' };
}

const section = (columns) => ({ ...CHECKS, size: SHOWN, sectionColumns: unsorted(columns) });

export const CHECKS_OF_ITS_NODE = section(CHECKS_OF_NODE);
/** For whoever may set their bounds. */
export const CHECKS_OF_OWN_NODE = section([...CHECKS_OF_NODE, acts]);

export function checksOf(cluster, node) {
  return { view: 'checks', q: [formatTerm('node', '=', node), formatTerm('cluster', '=', cluster)] };
}
