// The clock of a time zone and moments: a silence at 02:00 is meant where people live. Moments are milliseconds since 1970.

const WALL = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;
const formats = new Map();

function formatOf(zone) {
  if (!formats.has(zone)) {
    const two = '2-digit';
    formats.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two,
    }));
  }
  return formats.get(zone);
}

/** Of this browser. */
export function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

export function isZone(name) {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

// what the clock shows, read as if it were UTC
function shown(millis, zone) {
  const part = Object.fromEntries(formatOf(zone).formatToParts(millis).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** 2026-12-01T02:00, as a field for it takes it. */
export function wallClock(millis, zone) {
  return new Date(shown(millis, zone)).toISOString().slice(0, 16);
}

/** When the clock of zone shows text; an hour that summer time leaves out is the one after. Null when text is no such moment. */
export function momentOf(text, zone) {
  if (!WALL.test(text)) {
    return null;
  }
  const wanted = Date.parse(`${text.slice(0, 16)}:00Z`);
  if (Number.isNaN(wanted)) {
    return null;
  }
  const offset = (at) => shown(at, zone) - at;
  const before = wanted - offset(wanted - 86_400_000);
  const after = wanted - offset(wanted + 86_400_000);
  return [before, after].find((at) => shown(at, zone) === wanted) ?? Math.max(before, after);
}
