// What a form takes as lines of text: when a person is on call, who is told of what nobody took.
import { parseDuration } from './time.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const TIMES = /^([01]\d|2[0-3]):[0-5]\d$/;

export class WrongLine extends Error {
  constructor(line) {
    super(line);
    this.line = line;
  }
}

const linesOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** mon–fri for days one after the other, else each; word(day) gives the reader's word. */
export function dayWords(days, word) {
  const places = days.map((day) => DAYS.indexOf(day)).sort((a, b) => a - b);
  const row = places.every((place, index) => index === 0 || place === places[index - 1] + 1);
  return row && places.length > 2 ? `${word(DAYS[places[0]])}-${word(DAYS[places.at(-1)])}` : places.map((place) => word(DAYS[place])).join(' ');
}

/** [{days, from, to}] → "mon-fri 08:00-18:00", a line each. */
export function formatHours(hours = [], word = (day) => day) {
  return hours.map(({ days = [], from, to }) => `${days.length === 0 ? '' : `${dayWords(days, word)} `}${from}-${to}`).join('\n');
}

/** Fails with the line that cannot be read. */
export function parseHours(text, word = (day) => day) {
  const known = new Map(DAYS.flatMap((day) => [[day, day], [word(day).toLowerCase(), day]]));
  return linesOf(text).map((line) => {
    const parts = line.toLowerCase().split(/[\s,]+/);
    const [from, to, ...more] = parts.pop().split('-');
    const days = parts.flatMap((part) => daysOf(part, known));
    if (!TIMES.test(from) || !TIMES.test(to ?? '') || more.length > 0 || days.includes(undefined)) {
      throw new WrongLine(line);
    }
    return { days, from, to };
  });
}

function daysOf(part, known) {
  const ends = part.split('-').map((name) => known.get(name));
  if (ends.length === 1 || ends.length > 2 || ends.includes(undefined)) {
    return ends.length === 1 ? ends : [undefined];
  }
  const [first, last] = ends.map((day) => DAYS.indexOf(day));
  return first <= last ? DAYS.slice(first, last + 1) : [...DAYS.slice(first), ...DAYS.slice(0, last + 1)];
}

const GROUP = 'group:';
const namesOf = ({ people, groups }) => [...people, ...groups.map((name) => GROUP + name)].join(', ');

/** [{afterSeconds, who}] → "15m zoe, group:ops", a line each; short(seconds) gives the time without a blank. */
export function formatChain(chain = [], short) {
  return chain.map(({ afterSeconds, who }) => `${short(afterSeconds)} ${namesOf(who)}`).join('\n');
}

/** Fails with the line that cannot be read. */
export function parseChain(text) {
  return linesOf(text).map((line) => {
    const [first, ...rest] = line.split(/\s+/);
    const millis = parseDuration(first);
    const names = rest.join(' ').split(',').map((name) => name.trim()).filter(Boolean);
    if (millis === null || names.length === 0) {
      throw new WrongLine(line);
    }
    return {
      afterSeconds: Math.round(millis / 1000),
      who: {
        people: names.filter((name) => !name.startsWith(GROUP)),
        groups: names.filter((name) => name.startsWith(GROUP)).map((name) => name.slice(GROUP.length)),
      },
    };
  });
}
