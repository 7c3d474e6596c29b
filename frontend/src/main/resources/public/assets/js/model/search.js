// What somebody looks for by a part of its name, a serial number or an address, as questions to the lists.
import { formatTerm } from './filter.js';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;
const ADDRESS = /^[0-9a-f]*[.:][0-9a-f.:]*$/i;

/** Fewer characters find everything. */
export const SHORTEST = 2;

const LISTS = [
  { list: 'services', by: 'service', patterns: ['service'] },
  { list: 'nodes', patterns: ['node', 'serial', 'asset'], addresses: 'address' },
  { list: 'apps', patterns: ['id', 'description'] },
];

/** [{list, by, q}], none for a text that is too short. */
export function questions(text) {
  const wanted = text.trim();
  return wanted.length < SHORTEST ? [] : LISTS.map(({ list, by, patterns, addresses }) => ({
    list,
    by,
    q: [
      ...patterns.map((field) => formatTerm(field, '=~', `(?i)${wanted.replace(SPECIAL, '\\$&')}`)),
      ...(addresses && ADDRESS.test(wanted) ? [formatTerm(addresses, '=', wanted)] : []),
    ].join(' or '),
  }));
}
