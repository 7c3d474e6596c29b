// What an act changed: a row for each field that is there before or after.

/** {before, after} → [{name, before, after}], by name; '–' where a field is not there. */
export function changedFields({ before, after }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.map((name) => ({ name, before: written(before[name]), after: written(after[name]) }));
}

function written(value) {
  if (value === undefined) {
    return '–';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
