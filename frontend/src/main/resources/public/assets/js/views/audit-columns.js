import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { value } from '../parts/value.js';
import { when } from './action-columns.js';

export const AUDIT_ACTS = ['sign-in', 'sign-in-refused', 'sign-out', 'create', 'change', 'delete', 'import', 'export', 'retire', 'acknowledge', 'mail-test', 'channel-test', 'token-make', 'token-delete', 'request', 'confirm'];

const expander = {
  key: 'toggle',
  label: () => html`<span class="hidden-text">${t('audit.changes')}</span>`,
  cell: (row, open) => html`<button
    type="button"
    class="toggle"
    data-main
    data-toggle=${row.id}
    aria-expanded=${open ? 'true' : 'false'}
    aria-label=${t('audit.show', { id: row.id })}
  ><span aria-hidden="true"></span></button>`,
};

export const AUDIT_COLUMNS = [
  expander,
  { key: 'at', label: () => t('column.at'), sort: 'at', first: 'down', cell: (row) => when(row.at) },
  {
    key: 'person',
    label: () => t('column.who'),
    sort: 'person',
    cell: (row) => html`<span class="values">${value('person', row.person)}${row.role ? html`<span class="dim">${row.role}</span>` : nothing}</span>`,
  },
  { key: 'act', label: () => t('column.act'), cell: (row) => value('act', row.act) },
  { key: 'kind', label: () => t('column.kind'), cell: (row) => value('kind', row.kind) },
  { key: 'object', label: () => t('column.object'), sort: 'object', cell: (row) => value('object', row.object) },
  {
    key: 'outcome',
    label: () => t('column.outcome'),
    cell: (row) => html`<span class=${row.outcome === 'refused' ? 'level' : ''}>${value('outcome', row.outcome)}</span>`,
  },
  { key: 'address', label: () => t('column.address'), cell: (row) => value('address', row.address) },
];
