// Resources of an instance as a tree: groups in the order of the badges, then the rest, rids in natural order.
import { GROUPS } from './availability.js';

const ORDER = new Map(GROUPS.map(([group], index) => [group, index]));
const natural = new Intl.Collator('en', { numeric: true });

/** What is shown and folded: a disabled resource counts as n/a, a standby one says so. */
export function effective({ status, disabled, standby }) {
  if (disabled) {
    return 'n/a';
  }
  return standby && (status === 'up' || status === 'down') ? `stdby ${status}` : status;
}

/** [{group, resources: [resource + word]}] */
export function resourceTree(resources) {
  const groups = new Map();
  for (const resource of resources) {
    const group = resource.rid.split('#')[0];
    groups.set(group, [...(groups.get(group) ?? []), { ...resource, word: effective(resource) }]);
  }
  return [...groups]
    .sort(([a], [b]) => (ORDER.get(a) ?? 99) - (ORDER.get(b) ?? 99) || natural.compare(a, b))
    .map(([group, held]) => ({ group, resources: held.sort((a, b) => natural.compare(a.rid, b.rid)) }));
}
