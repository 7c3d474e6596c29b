// Moments travel as ISO 8601 or as milliseconds since 1970; here they are milliseconds or null.

export function moment(value) {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const millis = typeof value === 'number' ? value : Date.parse(value);
  return Number.isFinite(millis) ? millis : null;
}

const pad = (value) => String(value).padStart(2, '0');

/** 2010-01-09 04:02:04, of the browser's zone or of UTC. */
export function absolute(millis, utc) {
  if (millis === null) {
    return '';
  }
  const d = new Date(millis);
  return utc
    ? `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${clock(d, true)}`
    : `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())} ${clock(d, false)}`;
}

export function clockTime(millis, utc) {
  return clock(new Date(millis), utc);
}

function clock(d, utc) {
  return utc
    ? `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`
    : `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}`;
}

/** "UTC" or the local offset, such as "UTC+02:00": an absolute time without it says nothing. */
export function zone(millis, utc) {
  const minutes = utc ? 0 : -new Date(millis).getTimezoneOffset();
  if (minutes === 0) {
    return 'UTC';
  }
  const abs = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${pad(Math.floor(abs / 60))}:${pad(abs % 60)}`;
}

/** Two units at most: 12s, 4m 10s, 3h 12m, 5d 3h, 412d. A moment ahead of the clock counts as now. */
export function span(millis, day = 'd') {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return `${seconds}s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return join(minutes, 'm', seconds % 60, 's');
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return join(hours, 'h', minutes % 60, 'm');
  }
  const days = Math.floor(hours / 24);
  return days < 30 ? join(days, day, hours % 24, 'h') : `${days}${day}`;
}

function join(big, bigUnit, small, smallUnit) {
  return small === 0 ? `${big}${bigUnit}` : `${big}${bigUnit} ${small}${smallUnit}`;
}

/** How long an action took: under a minute with tenths, since most take seconds. */
export function duration(millis, day = 'd') {
  if (millis === null || millis === undefined) {
    return '';
  }
  if (millis < 1000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  return millis < 60_000 ? `${(Math.floor(millis / 100) / 10).toFixed(1)}s` : span(millis, day);
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, j: 86_400_000, w: 604_800_000 };

/** 1m30s → 90000; null when the text is no duration. */
export function parseDuration(text) {
  if (!/^(\d+(\.\d+)?[smhdjw])+$/.test(text)) {
    return null;
  }
  let total = 0;
  for (const [, value, , unit] of text.matchAll(/(\d+(\.\d+)?)([smhdjw])/g)) {
    total += Number(value) * UNITS[unit];
  }
  return total;
}
