// Which columns of a list are on screen: all but those that were put away, which a browser remembers by their keys.

const KEY = 'columns.';

/** Name of the preference for a list. */
export function columnsOf(resource) {
  return KEY + resource;
}

/** The columns that are on screen; the first one names the row and stays. */
export function shown(columns, away) {
  const keys = away.split(' ');
  return columns.filter(({ key }, index) => index === 0 || !keys.includes(key));
}

/** What to remember once a column was put away or taken out again. */
export function toggled(away, key) {
  const keys = away.split(' ').filter(Boolean);
  return (keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]).join(' ');
}
