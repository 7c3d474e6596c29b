// The open tickets of a service or an application, on its page.
import { t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import '../parts/list-section.js';
import { TICKETS } from './kinds.js';
import { unsorted } from './page-tables.js';
import { TICKET_COLUMNS, TICKETS_OF_APP } from './ticket-columns.js';

const OPEN = 'state!=closed';

const OF_SERVICE = { ...TICKETS, size: 10, sectionColumns: unsorted(TICKET_COLUMNS), title: () => t('tickets.open') };
const OF_APP = { ...OF_SERVICE, sectionColumns: unsorted(TICKETS_OF_APP) };

export const ticketsOfService = (id) => ({
  kind: OF_SERVICE,
  route: { view: 'tickets', q: [formatTerm('services', '=', id), OPEN] },
  none: t('tickets.none'),
});

export const ticketsOfApp = (name) => ({
  kind: OF_APP,
  route: { view: 'tickets', q: [formatTerm('app', '=', name), OPEN] },
  none: t('tickets.none'),
});
