// The address of a screen: #/services?by=service&q=env%3DPRD&sort=-since. It holds everything the screen shows.

import { GROUPINGS } from './alerts.js';

const LISTS = ['problems', 'alerts', 'tickets', 'ticket-rules', 'services', 'nodes', 'checks', 'thresholds', 'syncs', 'apps', 'actions', 'people', 'groups', 'channels', 'enrolments', 'audit', 'rules', 'silences', 'requests', 'impact', 'me'];
const WITH_PAGES = ['alerts', 'tickets', 'services', 'nodes', 'syncs', 'apps', 'people', 'groups', 'silences', 'requests'];
// how rows of a view may be grouped; the first is not written
const BY = { services: ['instance', 'service'], problems: GROUPINGS };

/**
 * {view, path, q, sort, by, cursor, at, open, power, kiosk}; an address that means nothing is the Problems view, one below a list
 * whose rows have no page is that list.
 */
export function parseRoute(hash) {
  const [rawPath, rawQuery = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const path = rawPath.split('/').filter(Boolean).map(decode);
  const query = new URLSearchParams(rawQuery);
  const view = LISTS.includes(path[0]) ? path[0] : 'problems';
  return {
    view,
    path: WITH_PAGES.includes(path[0]) ? path.slice(1) : [],
    q: query.getAll('q').filter(Boolean),
    sort: query.get('sort') ?? '',
    by: BY[view]?.includes(query.get('by')) ? query.get('by') : BY[view]?.[0] ?? 'instance',
    cursor: query.get('cursor') ?? '',
    at: Math.max(1, Number.parseInt(query.get('at') ?? '1', 10) || 1),
    open: query.getAll('open'),
    power: query.getAll('power').filter(Boolean),
    kiosk: query.has('kiosk'),
  };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % in a pasted address
  }
}

export function formatRoute({ view, path = [], q = [], sort = '', by = '', cursor = '', at = 1, open = [], power = [], kiosk = false }) {
  const query = new URLSearchParams();
  if (BY[view]?.indexOf(by) > 0) {
    query.set('by', by);
  }
  for (const term of q) {
    query.append('q', term);
  }
  if (sort) {
    query.set('sort', sort);
  }
  if (cursor) {
    query.set('cursor', cursor);
    query.set('at', String(at));
  }
  for (const id of open) {
    query.append('open', id);
  }
  for (const feed of power) {
    query.append('power', feed);
  }
  if (kiosk) {
    query.set('kiosk', '1');
  }
  const text = query.toString();
  return `#/${[view, ...path].map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Pages of one object; id is "cluster/name". */
export function serviceHref(cluster, service) {
  return formatRoute({ view: 'services', path: [cluster, service] });
}

export function nodeHref(cluster, node) {
  return formatRoute({ view: 'nodes', path: [cluster, node] });
}

export function alertHref(id) {
  return formatRoute({ view: 'alerts', path: [id] });
}

export function alertUrl(id) {
  return `/api/v1/alerts/${encodeURIComponent(id)}`;
}

export function ticketHref(id) {
  return formatRoute({ view: 'tickets', path: [id] });
}

export function ticketUrl(id) {
  return `/api/v1/tickets/${encodeURIComponent(id)}`;
}

export function requestHref(id) {
  return formatRoute({ view: 'requests', path: [id] });
}

export function syncHref(id) {
  return formatRoute({ view: 'syncs', path: [id] });
}

export function syncUrl(id) {
  return `/api/v1/syncs/${encodeURIComponent(id)}`;
}

/** Copies by the site that keeps them. */
export function sitesUrl(q) {
  const query = questionOf({ q }).toString();
  return `/api/v1/syncs/sites${query ? `?${query}` : ''}`;
}

const MAINTENANCE = 'maintenance:'; // of a node: its page says all of it

export function silenceHref(id) {
  if (id.startsWith(MAINTENANCE)) {
    return formatRoute({ view: 'nodes', path: id.slice(MAINTENANCE.length).split('/') });
  }
  return formatRoute({ view: 'silences', path: [id] });
}

export function silenceUrl(id) {
  return `/api/v1/silences/${encodeURIComponent(id)}`;
}

const ABOUT_SILENCE = /\bsilenced(By)?\s*[!=<>]/;

/** What Problems begins with: what nobody is to be told of is hidden, by a filter one sees and may take away. */
export const UNSILENCED = 'silenced=false';

/** The first screen of all, and a wall, where nobody can take a filter away, are without what is silenced unless the address says otherwise. */
export function usual(route, isBare) {
  const hides = route.view === 'problems' && (isBare || (route.kiosk && !route.q.some((term) => ABOUT_SILENCE.test(term))));
  return hides ? { ...route, q: [...route.q, UNSILENCED] } : route;
}

/** Apps, people and groups: what people made, known by one name. */
export function recordHref(view, name) {
  return formatRoute({ view, path: [name] });
}

export function recordUrl(view, name) {
  return `/api/v1/${view}/${encodeURIComponent(name)}`;
}

/** The question of a list, without a place in it: what a saved view keeps. */
export function questionOf({ q = [], sort = '' }) {
  const query = new URLSearchParams(q.map((term) => ['q', term]));
  if (sort) {
    query.set('sort', sort);
  }
  return query;
}

/** The whole list as a file. */
export function csvUrl(resource, route) {
  const query = questionOf(route).toString();
  return `/api/v1/${resource}.csv${query ? `?${query}` : ''}`;
}

/** A list as a feed, for a reader that has this token. */
export function feedUrl(resource, format, { q = [] }, lang, token) {
  return `/api/v1/${resource}.${format}?${new URLSearchParams([...q.map((term) => ['q', term]), ['lang', lang], ['token', token]])}`;
}

/** What stops if the nodes go that filters find, or that hang on these power feeds alone. */
export function impactUrl({ q, power }) {
  return `/api/v1/nodes/impact?${new URLSearchParams([...q.map((term) => ['q', term]), ...power.map((feed) => ['power', feed])])}`;
}

/** A kept view of a list; owner: whose, one's own without it. */
export function viewUrl(resource, name, owner = '') {
  return `/api/v1/views/${resource}/${encodeURIComponent(name)}${owner ? `?owner=${encodeURIComponent(owner)}` : ''}`;
}

/** What a field of a list could be filtered by, with counts. */
export function facetUrl(resource, field, q) {
  return `/api/v1/${resource}/facets?${new URLSearchParams([['field', field], ...q.map((term) => ['q', term])])}`;
}

/** The address of the data behind a list. */
export function listUrl(resource, { q = [], sort = '', cursor = '' }, limit) {
  const query = questionOf({ q, sort });
  query.set('limit', String(limit));
  if (cursor) {
    query.set('cursor', cursor);
  }
  return `/api/v1/${resource}?${query}`;
}
