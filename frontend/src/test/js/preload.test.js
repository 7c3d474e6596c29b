import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const PUBLIC = new URL('../../main/resources/public/', import.meta.url);
const PAGE = readFileSync(new URL('index.html', PUBLIC), 'utf8');

/** Everything a page needs before its first row: what main.js imports, and what that imports. */
function needed() {
  const found = new Set();
  const visit = (address) => {
    if (found.has(address)) {
      return;
    }
    found.add(address);
    const text = address.startsWith('/assets/') ? readFileSync(new URL(`.${address}`, PUBLIC), 'utf8') : '';
    for (const [, from] of text.matchAll(/^(?:import|export)\s(?:[^;']*?from )?'([^']+)'/gm)) {
      visit(from.startsWith('.') ? new URL(from, `http://x${address}`).pathname : from);
    }
  };
  visit('/assets/js/main.js');
  return [...found];
}

test('the page asks at once for every module that its first row needs', () => {
  const asked = [...PAGE.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(([, href]) => href);
  const ours = needed().filter((address) => address.startsWith('/assets/') && address !== '/assets/js/main.js');
  assert.ok(ours.length > 30, `only ${ours.length} modules found: the search is broken`);
  assert.deepEqual(asked.filter((href) => href.startsWith('/assets/')).sort(), ours.sort());
});

test('the directives that are imported are asked for as well', () => {
  const directives = needed().filter((address) => address.startsWith('lit/'));
  assert.ok(directives.length > 1);
  for (const directive of directives) {
    assert.ok(PAGE.includes(`/webjars/${directive.replace('lit/', 'lit/${lit.version}/')}"`), directive);
  }
});
