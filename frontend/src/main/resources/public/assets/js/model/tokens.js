// API tokens: what they are good for, and whether they still are.

export const TOKENS_URL = '/api/v1/tokens';
export const SCOPES = ['read', 'act', 'feed'];

/** Days; none is good for longer. */
export const YEAR = 366;

const SOON_MILLIS = 14 * 86_400_000;

/** over, soon (somebody should make another one), or good. */
export function tokenState({ expires }, now) {
  const left = Date.parse(expires) - now;
  return left <= 0 ? 'over' : left <= SOON_MILLIS ? 'soon' : 'good';
}

export function tokenUrl(name) {
  return `${TOKENS_URL}/${encodeURIComponent(name)}`;
}
