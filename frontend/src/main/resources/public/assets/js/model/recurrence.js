// When a silence begins again: the simple choices that a form offers, and the rules of RFC 5545 that they are.

export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** What a form offers. */
export const CHOICES = ['', 'daily', 'weekly', 'monthly', 'nth', 'own'];

const MONDAY = Date.UTC(2024, 0, 1);
const NTH = /^(-1|[1-4])?([A-Z]{2})$/;

// the day that a text such as 2026-12-06T02:00 names
const dateOf = (wall) => new Date(`${wall.slice(0, 10)}T00:00:00Z`);

export function weekday(wall) {
  return DAYS[(dateOf(wall).getUTCDay() + 6) % 7];
}

export function monthDay(wall) {
  return dateOf(wall).getUTCDate();
}

/** The how manieth of its weekday a day is in its month: 1 to 4; the fifth is the last, -1. */
export function nthOf(wall) {
  const nth = Math.ceil(monthDay(wall) / 7);
  return nth > 4 ? -1 : nth;
}

/** {repeats, days, rule} of a form → RRULE; wall: when it begins first. */
export function ruleOf({ repeats, days, rule }, wall) {
  switch (repeats) {
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${DAYS.filter((day) => days.includes(day)).join(',') || weekday(wall)}`;
    case 'monthly':
      return `FREQ=MONTHLY;BYMONTHDAY=${monthDay(wall)}`;
    case 'nth':
      return `FREQ=MONTHLY;BYDAY=${nthOf(wall)}${weekday(wall)}`;
    case 'own':
      return rule.trim().replace(/^RRULE:/i, '');
    default:
      return '';
  }
}

/** RRULE → {repeats, days, rule} of a form that makes the same of it. */
export function choiceOf(rule, wall) {
  const read = readRule(rule);
  const days = read?.freq === 'WEEKLY' ? read.days.map(({ day }) => day) : [];
  const repeats = CHOICES.find((choice) => choice !== 'own' && sameRule(ruleOf({ repeats: choice, days, rule: '' }, wall), rule));
  return { repeats: repeats ?? 'own', days, rule: repeats === undefined ? rule : '' };
}

const sameRule = (a, b) => JSON.stringify(readRule(a)) === JSON.stringify(readRule(b)) && (a === '') === (b === '') && (a === '' || readRule(a) !== null);

/** {freq, interval, days: [{nth, day}], monthDay}; null when it has parts that have no words here. */
export function readRule(rule) {
  const parts = Object.fromEntries(rule.toUpperCase().split(';').map((part) => part.split('=', 2)));
  const { FREQ: freq, INTERVAL: interval = '1', BYDAY: byDay, BYMONTHDAY: byMonthDay, WKST: ignored, ...others } = parts;
  const days = byDay?.split(',').map((text) => NTH.exec(text)) ?? [];
  const known = ['DAILY', 'WEEKLY', 'MONTHLY'].includes(freq) && Object.keys(others).length === 0 && days.every(Boolean) && /^\d+$/.test(interval);
  if (!known || (ignored && interval !== '1')) {
    return null;
  }
  const read = {
    freq,
    interval: Number(interval),
    days: days.map(([, nth, day]) => ({ nth: Number(nth ?? 0), day })).sort((a, b) => a.nth - b.nth || DAYS.indexOf(a.day) - DAYS.indexOf(b.day)),
    monthDay: byMonthDay === undefined ? null : Number(byMonthDay),
  };
  return speaks(read) ? read : null;
}

function speaks({ freq, days, monthDay: day }) {
  const plain = days.every(({ nth }) => nth === 0);
  switch (freq) {
    case 'DAILY':
      return days.length === 0 && day === null;
    case 'WEEKLY':
      return plain && day === null;
    default:
      return day === null ? days.length > 0 && days.every(({ nth }) => nth !== 0) : days.length === 0 && day >= 1 && day <= 31;
  }
}

/** Monday, lundi. */
export function dayName(day, language) {
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + DAYS.indexOf(day) * 86_400_000);
}

/** A day of a month as people say it: le 1er, le 2. */
export function dateWord(day, language) {
  return day === 1 && language === 'fr' ? '1er' : String(day ?? '');
}

export function listWords(words, language) {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/** {key, params} of the words of a rule; null when it has none but its own. nth(n) gives the word of 1 to 4 and -1. */
export function ruleWords(rule, language, nth) {
  const read = readRule(rule);
  if (!read) {
    return null;
  }
  const { freq, interval: n, days, monthDay: day } = read;
  const name = ({ nth: which, day: of }) => (which === 0 ? dayName(of, language) : `${nth(which)} ${dayName(of, language)}`);
  const kind = freq === 'MONTHLY' && day !== null ? 'MONTHDAY' : freq === 'WEEKLY' && days.length === 0 ? 'WEEK' : freq;
  const many = days.length > 1 ? 'many' : '';
  return { key: kind.toLowerCase() + many, params: { n, day: dateWord(day, language), days: listWords(days.map(name), language) } };
}
