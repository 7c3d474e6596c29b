// Whether what is on screen is the present. Decided from when the stream was last heard, never from hope.

export const STOPPED_AFTER = 5000;
export const BEHIND_AFTER = 5000;

/**
 * live, behind, stopped or connecting. heardAt, startedAt and now are milliseconds of one monotonic clock;
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
  return lagMillis > BEHIND_AFTER ? { state: 'behind', silence } : { state: 'live', silence };
}
