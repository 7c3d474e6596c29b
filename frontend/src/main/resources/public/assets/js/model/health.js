// Whether what is on screen is the present. Decided from when the stream was last heard, never from hope.

export const STOPPED_AFTER = 5000;
export const BEHIND_AFTER = 5000;
export const BLIND_AFTER = 10_000; // as /health/pulse has it

/**
 * live, behind, blind, stopped or connecting. heardAt, startedAt and now are milliseconds of one monotonic clock;
 * heardAt is null until the first pulse.
 */
export function freshness({ startedAt, heardAt, lagMillis, now }) {
  const silence = now - (heardAt ?? startedAt);
  if (silence > STOPPED_AFTER) {
    return { state: 'stopped', silence };
  }
  if (heardAt === null) {
    return { state: 'connecting', silence };
  }
  if (lagMillis > BLIND_AFTER) {
    return { state: 'blind', silence };
  }
  return { state: lagMillis > BEHIND_AFTER ? 'behind' : 'live', silence };
}

/** The same moment, measured each second: the first measure stays until it has really moved. */
export function steady(held, measured) {
  return held !== null && Math.abs(measured - held) < 2000 ? held : measured;
}
