// Requests to nodes: which actions there are, what they do, how far one is.

/** Those with a button of their own; any other is behind one more. */
export const USUAL = ['start', 'stop', 'restart', 'freeze', 'thaw'];
export const ACTIONS = [...USUAL, 'startstandby', 'provision', 'unprovision', 'run', 'syncnodes', 'syncdrp', 'syncall', 'syncupdate', 'enable', 'disable', 'clear', 'abort'];

const HARMFUL = ['stop', 'restart', 'unprovision', 'disable', 'abort'];
const WHOLE = ['freeze', 'thaw', 'clear', 'abort']; // they take no resources

/** Whether it is to be confirmed with the button that does nothing in focus. */
export const isGrave = (action, { production }) => HARMFUL.includes(action) || production > 0;

export const takesResources = (action) => !WHOLE.includes(action);

/** 'fs#1, ip' → ['fs#1', 'ip']. */
export const words = (text) => text.split(/[\s,]+/).filter(Boolean);

/** What could be asked of these at all, in the order of ACTIONS. */
export function offered(targets) {
  const found = new Set(targets.filter(({ fate }) => fate === 'done').flatMap(({ actions }) => actions));
  return ACTIONS.filter((action) => found.has(action));
}

/** Why nothing can be asked: the reason that is nearest to being able to; empty when something can. */
export function hindrance(targets) {
  const fates = new Set(targets.map(({ fate }) => fate));
  return fates.has('done') ? '' : ['not-alive', 'no-requests', 'not-yours', 'missing'].find((fate) => fates.has(fate)) ?? 'none';
}

/** The instances a confirmation is about: exactly those that were shown. */
export const confirmed = (targets) => targets.filter(({ fate }) => fate === 'done').map(({ id }) => id);

const ITEM_LOOKS = { waiting: { mark: '>', tone: 'running' }, unanswered: { mark: '?', tone: 'unknown' } };

/** null of an action that the node told of: it has a look of its own. */
export const itemLook = (status) => ITEM_LOOKS[status] ?? null;

const STATE_LOOKS = {
  proposed: { mark: '!', tone: 'warn' },
  sent: { mark: 'O', tone: 'none' },
  expired: { mark: '/', tone: 'none' },
  withdrawn: { mark: '/', tone: 'none' },
};

export const stateLook = (state) => STATE_LOOKS[state] ?? STATE_LOOKS.expired;

/** Whether something may still be heard of it. */
export const isOpen = ({ state }, items) => state === 'proposed' || items.some(({ status }) => status === 'waiting' || status === 'running');
