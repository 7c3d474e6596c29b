import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { moment } from '../model/time.js';
import { recordLink } from '../parts/links.js';
import '../parts/since-time.js';
import { onCard, value, values } from '../parts/value.js';

/** What a person may do, the least first. */
export const ROLES = ['viewer', 'operator', 'app-manager', 'administrator'];

const text = (key, label) => ({ key, label, sort: key, cell: (row) => html`<span title=${row[key]}>${row[key]}</span>` });

export const PERSON_COLUMNS = [
  { key: 'id', label: () => t('column.account'), sort: 'id', cell: (row) => recordLink('people', row.id) },
  text('fullName', () => t('column.fullName')),
  { key: 'role', label: () => t('column.role'), sort: 'role', cell: ({ role }) => value('role', role, t(`role.${role}`)) },
  { key: 'groups', label: () => t('column.memberOf'), cell: (row) => values('groups', row.groups) },
  text('mail', () => t('column.mail')),
  { key: 'language', label: () => t('column.language'), sort: 'language', cell: ({ language }) => value('language', language) },
  {
    key: 'lastSeen',
    label: () => t('column.lastSeen'),
    sort: 'lastSeen',
    first: 'down',
    cell: ({ lastSeen }) => (moment(lastSeen) === null ? nothing : html`${onCard(t('column.lastSeen'))}<since-time .at=${moment(lastSeen)}></since-time>`),
  },
  {
    key: 'disabled',
    label: () => t('column.disabled'),
    sort: 'disabled',
    cell: ({ disabled }) => (disabled ? value('disabled', 'true', t('person.disabled')) : nothing),
  },
];

export const GROUP_COLUMNS = [
  { key: 'id', label: () => t('column.group'), sort: 'id', cell: (row) => recordLink('groups', row.id) },
  text('description', () => t('column.description')),
  { key: 'members', label: () => t('column.members'), cell: (row) => values('members', row.members) },
];
