import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, shown, toggled } from '../../main/resources/public/assets/js/model/columns.js';
import { questions } from '../../main/resources/public/assets/js/model/search.js';

const asked = (text) => Object.fromEntries(questions(text).map(({ list, q }) => [list, q]));

test('a part of a name is looked for as it stands, in any case', () => {
  assert.deepEqual(asked(' web.1 '), {
    services: 'service=~(?i)web\\.1'.replace('=~(', '=~"(').replace('\\.1', '\\\\.1"'),
    nodes: ['node', 'serial', 'asset'].map((field) => `${field}=~"(?i)web\\\\.1"`).join(' or '),
    apps: 'id=~"(?i)web\\\\.1" or description=~"(?i)web\\\\.1"',
  });
});

test('an address is a node that has exactly that one', () => {
  for (const text of ['10.0.0.7', 'fe80::1', '2001:DB8::a']) {
    assert.match(asked(text).nodes, new RegExp(` or address=${text.replace(/\./g, '\\.')}$`));
  }
  assert.doesNotMatch(asked('web.example').nodes, /address/);
});

test('one character looks for nothing', () => {
  assert.deepEqual(questions(' w '), []);
});

test('columns that were put away are off screen, the first one never', () => {
  const columns = ['node', 'env', 'site'].map((key) => ({ key }));
  const keys = (away) => shown(columns, away).map(({ key }) => key).join(' ');
  assert.equal(keys(''), 'node env site');
  assert.equal(keys('env node'), 'node site');
  assert.equal(toggled('env', 'site'), 'env site');
  assert.equal(toggled('env site', 'env'), 'site');
  assert.equal(columnsOf('nodes'), 'columns.nodes');
});
