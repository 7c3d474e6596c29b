// The address bar is the state of the screen.
import { formatRoute, parseRoute, usual } from '../model/route.js';

export function currentRoute() {
  const route = parseRoute(location.hash);
  const settled = usual(route, /^#?\/?$/.test(location.hash));
  if (settled !== route) {
    history.replaceState(history.state, '', formatRoute(settled));
  }
  return settled;
}

/** Goes to a changed version of the present screen; replace keeps the Back button for real steps. */
export function go(change, { replace = false } = {}) {
  const hash = formatRoute({ ...currentRoute(), ...change });
  if (hash === location.hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = hash;
  }
}
