import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import { formatRoute } from '../model/route.js';
import { recordLink } from '../parts/links.js';
import { value, values } from '../parts/value.js';

/** Code of the app of services that name none. */
export const NO_APP = 'none';

/** Code that stands for every app. */
export const EVERY_APP = '*';

/** The filter that finds the services of an app: those of no app name none. */
export function ofApp(id) {
  return formatTerm('app', '=', id === NO_APP ? '' : id);
}

const count = (key, label, view, term) => ({
  key,
  label,
  sort: key,
  first: 'down',
  cell: (row) => row.id === EVERY_APP ? nothing : html`<a href=${formatRoute({ view, by: 'service', q: [term(row.id)] })}>${number(row[key])}<span class="on-card"> ${label()}</span></a>`,
});

// what the two codes stand for that are no application's own
function inherent(id) {
  return id === NO_APP ? t('app.noneShort') : id === EVERY_APP ? t('app.everyShort') : '';
}

const UNAVAILABLE = '(avail=down or avail=undef or avail="stdby down")';

export const APP_COLUMNS = [
  { key: 'id', label: () => t('column.code'), sort: 'id', cell: (row) => recordLink('apps', row.id) },
  {
    key: 'description',
    label: () => t('column.description'),
    sort: 'description',
    cell: ({ id, description }) => (description ? html`<span title=${description}>${description}</span>` : html`<span class="dim">${inherent(id)}</span>`),
  },
  {
    key: 'responsibles',
    label: () => t('column.answering'),
    cell: ({ id, responsibles }) =>
      responsibles.length > 0
        ? values('responsibles', responsibles)
        : id === EVERY_APP ? nothing : html`<button type="button" class="value lacking" tabindex="-1" data-field="responsibles" data-value="">${t('apps.nobody')}</button>`,
  },
  count('services', () => t('column.services'), 'services', ofApp),
  {
    key: 'unavailable',
    label: () => t('column.unavailable'),
    sort: 'unavailable',
    first: 'down',
    cell: ({ id, unavailable }) =>
      id === EVERY_APP ? nothing : unavailable === 0
        ? html`<span class="dim not-on-card">0</span>`
        : html`<a class="state tone-down" href=${formatRoute({ view: 'services', by: 'service', q: [ofApp(id), UNAVAILABLE] })}
            ><span class="mark" aria-hidden="true">X</span><span class="word">${number(unavailable)}<span class="on-card"> ${t('column.unavailable')}</span></span></a>`,
  },
  count('nodes', () => t('column.nodes'), 'nodes', (id) => formatTerm('apps', '=', id)),
  {
    key: 'shared',
    label: () => t('column.shared'),
    sort: 'shared',
    cell: ({ shared }) => (shared ? value('shared', 'true', t('app.shared')) : nothing),
  },
];
