// What a silence is at a moment, in which order silences stand, and the filter that hits just these alerts.
import { formatTerm } from './filter.js';
import { absolute, moment } from './time.js';

export const PHASES = ['now', 'coming', 'ended'];

/** now: in force; begins: not yet; again: it was, and comes again; ended: never again. */
export function stateOf({ inForce, changes, recurrence, begin }, now) {
  if (inForce) {
    return 'now';
  }
  if (moment(changes) === null) {
    return 'ended';
  }
  return recurrence !== '' && moment(begin) <= now ? 'again' : 'begins';
}

/** Of PHASES. */
export function phaseOf(silence, now) {
  const state = stateOf(silence, now);
  return PHASES.includes(state) ? state : 'coming';
}

/** In force first, those that end or begin soonest first; what ended last first. */
export function arranged(silences, now) {
  const place = (silence) => PHASES.indexOf(phaseOf(silence, now));
  const at = ({ changes }) => moment(changes) ?? 0;
  const ended = ({ end, begin }) => moment(end) ?? moment(begin);
  return [...silences].sort((a, b) => place(a) - place(b) || at(a) - at(b) || ended(b) - ended(a) || (a.id < b.id ? 1 : -1));
}

/** Whether it mutes everything, of all apps. */
export function isGlobal({ q, apps }) {
  return q === '' && apps.length === 0;
}

/** 04:00 when that is today, else with its day. */
export function shortTime(value, utc, now) {
  const at = moment(value);
  const text = absolute(at, utc).slice(0, -3);
  return at !== null && text.slice(0, 10) === absolute(now, utc).slice(0, 10) ? text.slice(11) : text;
}

// what of an alert tells it from others of its kind and cluster
function finer({ service, node, anchor }) {
  return service ? formatTerm('service', '=', service) : node ? formatTerm('node', '=', node) : formatTerm('anchor', '=', anchor);
}

/** The filter that hits the alerts of these rows and others of the same kind of the same service or node. */
export function filterOf(rows) {
  const groups = new Map();
  for (const row of rows) {
    const terms = [formatTerm('kind', '=', row.kind), ...(row.cluster ? [formatTerm('cluster', '=', row.cluster)] : [])];
    const key = terms.join(' ');
    groups.set(key, (groups.get(key) ?? new Set()).add(finer(row)));
  }
  const texts = [...groups].map(([terms, values]) => `${terms} ${values.size > 1 ? `(${[...values].join(' or ')})` : [...values][0]}`);
  return texts.length > 1 ? texts.map((text) => `(${text})`).join(' or ') : texts[0];
}

/** field: service or node. */
export function filterOfThing(field, cluster, name) {
  return `${formatTerm(field, '=', name)} ${formatTerm('cluster', '=', cluster)}`;
}
