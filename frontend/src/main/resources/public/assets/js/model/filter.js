// Terms of the filter grammar as the screens use them: field, operator, value. A filter of several terms (and, or, not,
// parentheses) goes to the server as it was typed. The server is the judge of what a list holds; this reading only shows
// chips and decides whether a live change concerns the list on screen.
import { moment, parseDuration } from './time.js';

const TERM = /^\s*([A-Za-z][A-Za-z0-9.]*)\s*(!=|=~|!~|>=|<=|=|>|<)\s*("(?:[^"\\]|\\.)*"|[^\s"()]+)\s*$/s;
const BEGINS_WITH_A_TERM = /^(?:[\s(]|not(?=[\s(]))*[A-Za-z][A-Za-z0-9.]*\s*[!=<>][=~]?\s*\S/;
const MOMENTS = new Set(['since', 'lastReport', 'lastSeen', 'begin', 'end', 'raised', 'at', 'resolved', 'acknowledgedAt', 'expires']);
const OPPOSITE = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' };

/** {field, op, value, text}, or null when the text is not just one term. */
export function parseTerm(text) {
  const found = TERM.exec(text);
  if (!found) {
    return null;
  }
  const [, field, op, raw] = found;
  const value = unquote(raw);
  return { field, op, value, text: formatTerm(field, op, value) };
}

export function formatTerm(field, op, value) {
  return `${field}${op}${quote(String(value))}`;
}

// an empty value is the word `empty`; a quoted one is meant as it stands; ~x after = would read as =~
function quote(value) {
  if (value === '') {
    return 'empty';
  }
  return /[\s"()]|^[=~]/.test(value) || value === 'empty' ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

function unquote(raw) {
  if (raw === 'empty') {
    return '';
  }
  return raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/gs, '$1') : raw;
}

/** What somebody typed: a filter as it is; a bare word searches the field a list is searched by. */
export function readTyped(text, searchField) {
  const trimmed = text.trim();
  if (trimmed === '') {
    return null;
  }
  if (!parseTerm(trimmed) && BEGINS_WITH_A_TERM.test(trimmed)) {
    return { text: trimmed };
  }
  return parseTerm(trimmed) ?? parseTerm(formatTerm(searchField, '=~', trimmed));
}

/** The list of term texts with one more; a term that says the opposite gives way. */
export function withTerm(texts, term) {
  const opposite = OPPOSITE[term.op];
  const kept = texts.filter((text) => {
    const other = parseTerm(text);
    return !other || other.field !== term.field || other.op !== opposite || other.value !== term.value;
  });
  return kept.includes(term.text) ? kept : [...kept, term.text];
}

/** A predicate over rows; null when this side cannot judge one of the filters. A field a row lacks is not judged. */
export function matcher(texts, now = Date.now) {
  const tests = texts.map(parseTerm).map((term) => term && testOf(term, now));
  return tests.every(Boolean) ? (row) => tests.every((test) => test(row)) : null;
}

function testOf({ field, op, value }, now) {
  const pattern = op === '=~' || op === '!~' ? compile(value) : null;
  if ((op === '=~' || op === '!~') && !pattern) {
    return null;
  }
  return (row) => {
    if (!(field in row)) {
      return true;
    }
    const held = row[field];
    switch (op) {
      case '=':
        return values(held).includes(value);
      case '!=':
        return !values(held).includes(value);
      case '=~':
        return values(held).some((text) => pattern.test(text));
      case '!~':
        return !values(held).some((text) => pattern.test(text));
      default:
        return compares(field, held, op, value, now);
    }
  };
}

function values(held) {
  if (Array.isArray(held)) {
    return held.length === 0 ? [''] : held.map(String);
  }
  return [held === null || held === undefined ? '' : String(held)];
}

function compile(pattern) {
  try {
    return new RegExp(pattern);
  } catch {
    return null; // a pattern of the server's dialect only
  }
}

function compares(field, held, op, value, now) {
  const age = parseDuration(value);
  if (age !== null && MOMENTS.has(field)) {
    const at = moment(held);
    return at === null || order(now() - at, op, age); // a duration compares ages
  }
  if (age !== null && field === 'durationMillis') {
    return held === null || order(held, op, age);
  }
  if (MOMENTS.has(field)) {
    const [at, limit] = [moment(held), moment(value)];
    return at === null || limit === null || order(at, op, limit);
  }
  const [number, limit] = [Number(held), Number(value)];
  return Number.isNaN(number) || Number.isNaN(limit) || order(number, op, limit);
}

function order(left, op, right) {
  switch (op) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    default:
      return left <= right;
  }
}
