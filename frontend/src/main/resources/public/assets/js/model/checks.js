// What a check looks like: its bounds in words, its value as a bar between them. From its row alone.

export const STATES = ['high', 'low', 'ok'];

const LOOKS = {
  high: { mark: '!', tone: 'warn' },
  low: { mark: '!', tone: 'warn' },
  ok: { mark: '=', tone: 'up' },
};

/** A state of a newer version looks as if nobody knew. */
export function checkLook(state) {
  return LOOKS[state] ?? { mark: '?', tone: 'undef' };
}

/** Whether there is nothing it could be past. */
export function isUnbounded(row) {
  return boundsOf(row).key === 'none';
}

/** Of a row: without bounds nobody says that it is well. */
export function lookOf(row) {
  return row.state === 'ok' && isUnbounded(row) ? { mark: '-', tone: 'none' } : checkLook(row.state);
}

/** What is out of bounds comes first. */
export function checkBadness({ state }) {
  return state === 'ok' ? 0 : 1;
}

/** Id of the alert about a value out of bounds. */
export function alertOf({ id }) {
  return `check-out-of-bounds:${id}`;
}

/** What of which kind: fs_u /srv. */
export function checkName({ kind, instance }) {
  return instance ? `${kind} ${instance}` : kind;
}

/** {key, params} of the words for bounds, to be put behind `bounds.`. */
export function boundsOf({ low, high }) {
  const has = (bound) => bound !== null && bound !== undefined;
  const key = has(low) ? (has(high) ? 'between' : 'least') : has(high) ? 'most' : 'none';
  return { key, params: { low, high } };
}

/** Places from 0 to 100 of the value and of the bounds that there are: of percents all, of others with room beside them. */
export function places({ value, unit, low, high }) {
  const known = [0, value, low, high].filter((number) => number !== null && number !== undefined);
  const share = unit === '%' && known.every((number) => number >= 0 && number <= 100);
  const least = share ? 0 : Math.min(...known);
  const most = share ? 100 : Math.max(...known) * (Math.max(...known) > 0 ? 1.2 : 1);
  const place = (number) => (number === null || number === undefined || most === least ? null : (100 * (number - least)) / (most - least));
  return { zero: place(0) ?? 0, value: place(value) ?? 0, low: place(low), high: place(high) };
}

const DAY_MILLIS = 86_400_000;

/** Not read for a day, when that is told of too. */
export function isAged(readMillis, now) {
  return readMillis !== null && now - readMillis > DAY_MILLIS;
}

/** A number as somebody typed it, with a point or a comma; null for none, NaN for what is none. */
export function typedNumber(text) {
  const bare = text.trim().replace(',', '.');
  return bare === '' ? null : /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : Number.NaN;
}
