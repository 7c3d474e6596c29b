// What a ticket looks like and how bad it is: from its row alone.
import { severityRank } from './alerts.js';

export const STATES = ['gathering', 'open', 'sent', 'taken', 'closed'];

const LOOKS = {
  gathering: { mark: '…', tone: 'stale' },
  open: { mark: '!', tone: 'warn' },
  sent: { mark: '>', tone: 'standby' },
  taken: { mark: 'O', tone: 'up' },
  closed: { mark: '/', tone: 'none' },
};

/** A state of a newer version looks open: somebody should look. */
export function ticketLook(state) {
  return LOOKS[state] ?? LOOKS.open;
}

const DELIVERIES = {
  accepted: { mark: 'O', tone: 'up' },
  sending: { mark: '>', tone: 'standby' },
  refused: { mark: 'X', tone: 'down' },
  failed: { mark: '!', tone: 'warn' },
};

/** null: nothing was tried yet. */
export function deliveryLook(state) {
  return DELIVERIES[state] ?? { mark: '…', tone: 'stale' };
}

const badness = (row) => (row.state === 'closed' ? 0 : severityRank(row));

/** The open ones worst first, then those that are closed; of equals the newest first: as the server has it. */
export function worstTicketFirst(a, b) {
  return badness(b) - badness(a) || (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : 0);
}

const LATE_MILLIS = 300_000;

/** Somebody it is for, of whom nothing was tried since its last step, five minutes ago or more. */
export function isUntried({ state, at }, told, now) {
  return state !== 'closed' && told.some((one) => one.state === null) && now - Date.parse(at) >= LATE_MILLIS;
}

/** Nobody's server took it, and somebody's refused it or did not answer. */
export function isUndelivered({ state, accepted, refused, failed }) {
  return state !== 'closed' && accepted === 0 && refused + failed > 0;
}
