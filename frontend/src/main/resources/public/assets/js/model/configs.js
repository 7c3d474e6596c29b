// The configuration each node holds. The one that counts: newest stamp, then greater checksum.
import { moment } from './time.js';

/**
 * [{nodes, checksum, stamp, lines: [{text, kind}]}], the one that counts first; equal ones are one. kind is same, more
 * (only here) or missing (only in the one that counts).
 */
export function groupConfigs(configs) {
  const groups = new Map();
  for (const { node, checksum, stamp, content } of configs) {
    const held = groups.get(checksum) ?? { nodes: [], checksum, stamp: null, content: content ?? '' };
    held.nodes.push(node);
    held.stamp = Math.max(held.stamp ?? 0, moment(stamp) ?? 0) || null;
    groups.set(checksum, held);
  }
  const ordered = [...groups.values()].sort(
    (a, b) => (b.stamp ?? 0) - (a.stamp ?? 0) || (a.checksum < b.checksum ? 1 : -1),
  );
  const reference = ordered[0] ? linesOf(ordered[0].content) : [];
  return ordered.map(({ content, ...group }, index) => {
    const lines = linesOf(content);
    return { ...group, lines: index === 0 ? lines.map((text) => ({ text, kind: 'same' })) : compared(reference, lines) };
  });
}

function linesOf(content) {
  return content.replace(/\n$/, '').split('\n');
}

// by the longest common subsequence; configurations are short
function compared(a, b) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ text: b[j], kind: 'same' });
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push({ text: a[i], kind: 'missing' });
      i += 1;
    } else {
      lines.push({ text: b[j], kind: 'more' });
      j += 1;
    }
  }
  return lines;
}
