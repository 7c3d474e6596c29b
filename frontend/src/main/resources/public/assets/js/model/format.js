// Figures for people.

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** 33554432000 → 31.3 GiB; empty for nothing known. */
export function bytes(count) {
  if (!count || count < 0) {
    return '';
  }
  const power = Math.min(Math.floor(Math.log2(count) / 10), BINARY.length - 1);
  const scaled = count / 1024 ** power;
  return `${scaled >= 100 || Number.isInteger(scaled) ? Math.round(scaled) : scaled.toFixed(1)} ${BINARY[power]}`;
}

/** country=FR, city=Paris, rack=R07 → FR/Paris/R07; any other text as it is. */
export function place(location) {
  const parts = (location ?? '').split(/,\s*/);
  return parts.every((part) => part.includes('=')) ? parts.map((part) => part.slice(part.indexOf('=') + 1)).join('/') : location;
}

/** {from, to, total} of "1–200 of 84,112"; a capped total is shown with a plus. */
export function range(at, count, total) {
  return count === 0 ? { from: 0, to: 0, total } : { from: at, to: at + count - 1, total: Math.max(total, at + count - 1) };
}

/** What the filter box offers: each field, each state, and the values seen on the page. */
export function suggestions(fields, rows, limit = 200) {
  const found = new Set(fields.filter(({ values }) => !values).map(({ field }) => `${field}=`));
  for (const { field, values } of fields) {
    for (const value of values ?? []) {
      found.add(`${field}=${/\s/.test(value) ? `"${value}"` : value}`);
    }
  }
  for (const { field, seen } of fields) {
    if (!seen) {
      continue;
    }
    const held = new Set(rows.flatMap((row) => row[field] ?? []).filter((value) => value !== '' && !/[\s"()]/.test(value)));
    for (const value of [...held].sort().slice(0, 40)) {
      found.add(`${field}=${value}`);
    }
  }
  return [...found].slice(0, limit);
}
