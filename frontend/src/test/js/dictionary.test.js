import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import en from '../../main/resources/public/assets/public/i18n/en.js';
import fr from '../../main/resources/public/assets/public/i18n/fr.js';
import { translate } from '../../main/resources/public/assets/public/i18n.js';

const PUBLIC = new URL('../../main/resources/public/', import.meta.url);

function sources() {
  return readdirSync(PUBLIC, { recursive: true })
    .map(String)
    .filter((name) => /\.(js|html)$/.test(name) && !name.includes('i18n/'))
    .map((name) => readFileSync(new URL(name, PUBLIC), 'utf8'))
    .join('\n');
}

/** Keys written out, and the fixed beginnings of keys that are put together. */
function used() {
  const text = sources();
  const exact = [/\bt\('([^']+)'/g, /data-t="([^"]+)"/g, /\bshow\('([^']+)'/g, /'((?:login|problem)\.[A-Za-z]+)'/g].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1]),
  );
  const beginnings = [...text.matchAll(/\b(?:t|has)\(`([^`$]+)\$\{/g)].map((match) => match[1]);
  return { exact: new Set(exact), beginnings: new Set(beginnings) };
}

test('both dictionaries have the same keys', () => {
  assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
});

test('every key the screens use is in the dictionaries', () => {
  const { exact, beginnings } = used();
  assert.ok(exact.size > 80, `only ${exact.size} keys found in the sources: the search is broken`);
  assert.deepEqual([...exact].filter((key) => !(key in en)), []);
  assert.deepEqual([...beginnings].filter((start) => !Object.keys(en).some((key) => key.startsWith(start))), []);
});

test('every key of the dictionaries is used', () => {
  const { exact, beginnings } = used();
  const unused = Object.keys(en).filter((key) => !exact.has(key) && ![...beginnings].some((start) => key.startsWith(start)));
  assert.deepEqual(unused, []);
});

test('both languages fill in the same names', () => {
  const names = (entry) =>
    [...new Set((typeof entry === 'string' ? entry : Object.values(entry).join(' ')).match(/\{\w+\}/g) ?? [])].sort();
  for (const key of Object.keys(en)) {
    assert.deepEqual(names(fr[key]), names(en[key]), key);
  }
});

test('a count chooses its plural and is written as its language writes figures', () => {
  assert.equal(translate('en', 'list.waiting', { n: 1234 }), '1,234 new');
  assert.equal(translate('fr', 'list.waiting', { n: 1 }), '1 nouveauté');
  // French takes 0 for one
  assert.equal(translate('fr', 'retire.nodeLead', { n: 0 }), 'Le nœud prend fin ; son histoire reste.');
  assert.equal(translate('en', 'retire.nodeLead', { n: 0 }), 'The node ends; its history stays.');
  assert.match(translate('fr', 'retire.nodeLead', { n: 1 }), /l'instance qu'il porte/u);
  assert.match(translate('fr', 'list.waiting', { n: 1234 }), /^1\s234 nouveautés$/u);
});
