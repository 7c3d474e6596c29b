// The address bar is the state of the screen.
import { formatRoute, parseRoute } from '../model/route.js';

export function currentRoute() {
  return parseRoute(location.hash);
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
