// Which words tell a problem: those of its kind, else those of its status. A kind of a newer version has none here.
import { has } from '../../public/i18n.js';

const OF_STATUS = { 403: 'problem.foreign', 404: 'problem.gone', 503: 'problem.busy' };

/** A key of the dictionaries. */
export function problemKey({ title, kind, status }) {
  if (title === 'unreachable') {
    return 'problem.unreachable';
  }
  return has(`problem.kind.${kind}`) ? `problem.kind.${kind}` : OF_STATUS[status] ?? 'problem.status';
}
