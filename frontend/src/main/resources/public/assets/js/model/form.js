// What a form holds: the values it was opened with, those that somebody changed, what follows from both.

/** Values of the fields that are there, so that an answer of a newer version does no harm. */
export function valuesOf(fields, from) {
  return Object.fromEntries(fields.map(({ name, kind }) => [name, from[name] ?? empty(kind)]));
}

function empty(kind) {
  return kind === 'check' ? false : kind === 'names' || kind === 'several' ? [] : '';
}

export function same(a, b) {
  return Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((one, index) => one === b[index]) : a === b;
}

/** What is there now, with what somebody changed in the form since it was opened. */
export function merged(opened, typed, now) {
  return Object.fromEntries(Object.keys(now).map((name) => [name, same(opened[name], typed[name]) ? now[name] : typed[name]]));
}

export function changed(opened, typed) {
  return Object.keys(typed).some((name) => !same(opened[name], typed[name]));
}

/** names with one more, in order and each once; blank is nothing. */
export function withName(names, typed) {
  const name = typed.trim();
  return name === '' || names.includes(name) ? names : [...names, name].sort();
}

/** That name, or the first with a number that is not taken: Feeds, Feeds 2, Feeds 3 … */
export function freeName(name, taken) {
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) {
    free = `${name} ${number}`;
  }
  return free;
}
