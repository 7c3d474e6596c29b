// The address of a screen: #/services?by=service&q=env%3DPRD&sort=-since. It holds everything the screen shows.

const LISTS = ['services', 'nodes', 'actions', 'audit'];
const WITH_PAGES = ['services', 'nodes'];

/**
 * {view, path, q, sort, by, cursor, at, open}; an address that means nothing is the Services view, one below a list whose
 * rows have no page is that list.
 */
export function parseRoute(hash) {
  const [rawPath, rawQuery = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const path = rawPath.split('/').filter(Boolean).map(decode);
  const query = new URLSearchParams(rawQuery);
  const view = LISTS.includes(path[0]) ? path[0] : 'services';
  return {
    view,
    path: WITH_PAGES.includes(path[0]) ? path.slice(1) : [],
    q: query.getAll('q').filter(Boolean),
    sort: query.get('sort') ?? '',
    by: query.get('by') === 'service' ? 'service' : 'instance',
    cursor: query.get('cursor') ?? '',
    at: Math.max(1, Number.parseInt(query.get('at') ?? '1', 10) || 1),
    open: query.getAll('open'),
  };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % in a pasted address
  }
}

export function formatRoute({ view, path = [], q = [], sort = '', by = 'instance', cursor = '', at = 1, open = [] }) {
  const query = new URLSearchParams();
  if (by === 'service') {
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

/** The address of the data behind a list. */
export function listUrl(resource, { q = [], sort = '', cursor = '' }, limit) {
  const query = new URLSearchParams();
  for (const term of q) {
    query.append('q', term);
  }
  if (sort) {
    query.set('sort', sort);
  }
  query.set('limit', String(limit));
  if (cursor) {
    query.set('cursor', cursor);
  }
  return `/api/v1/${resource}?${query}`;
}
