// Tables on pages of one object: a few rows in a fixed order; a value leads to the list filtered by it.
import { formatRoute } from '../model/route.js';
import { formatTerm } from '../model/filter.js';

export function unsorted(columns) {
  return columns.map((column) => ({ ...column, sort: undefined }));
}

export function filterFromPage(view) {
  return ({ detail: { field, value, exclude } }) => {
    location.hash = formatRoute({ view, q: [formatTerm(field, exclude ? '!=' : '=', value)] });
  };
}
