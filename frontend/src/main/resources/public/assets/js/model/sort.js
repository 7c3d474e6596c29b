// A sort is written as in the URL: "-since,service". Empty means the list's own order, worst first.

export function parseSort(text) {
  return (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((part) => (part[0] === '-' ? { field: part.slice(1), down: true } : { field: part, down: false }));
}

/** none → the column's first direction → the other → none. */
export function nextSort(text, field, first = 'up') {
  const [current] = parseSort(text);
  const down = first === 'down';
  if (current?.field !== field) {
    return down ? `-${field}` : field;
  }
  if (current.down === down) {
    return down ? field : `-${field}`;
  }
  return '';
}

/** The value of aria-sort for a column. */
export function ariaSort(text, field) {
  const [current] = parseSort(text);
  if (!field || current?.field !== field) {
    return 'none';
  }
  return current.down ? 'descending' : 'ascending';
}

/**
 * Rows in the order of text; ties by id, so that the order is total, turned round when the sort goes downwards. base orders
 * an unsorted list. ties is a sort that comes before the id and is turned round with it. ranks: field → row → what it is ordered by, where that is not the value itself.
 */
export function comparator(text, base, ties = '', ranks = {}) {
  const { keys, idDown } = tied(parseSort(text), parseSort(ties));
  return (a, b) => {
    let result = keys.length === 0 ? base(a, b) : 0;
    for (const { field, down } of keys) {
      if (result !== 0) {
        break;
      }
      const of = ranks[field] ?? ((row) => row[field]);
      result = compare(of(a), of(b)) * (down ? -1 : 1);
    }
    return result !== 0 ? result : compare(a.id, b.id) * (idDown ? -1 : 1);
  };
}

function tied(keys, [tie]) {
  if (keys.length === 0) {
    return { keys, idDown: false };
  }
  if (!tie) {
    return { keys, idDown: keys.at(-1).down };
  }
  const same = keys.find(({ field }) => field === tie.field);
  if (same) {
    return { keys, idDown: same.down !== tie.down };
  }
  const idDown = keys.at(-1).down;
  return { keys: [...keys, { ...tie, down: tie.down !== idDown }], idDown };
}

export function worstFirst(badness) {
  return (a, b) => badness(b) - badness(a);
}

// text by code unit, as the store's binary collation does; absent before everything
function compare(a, b) {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

function plain(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return Array.isArray(value) ? value.join(',') : value;
}
