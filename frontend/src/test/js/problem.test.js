import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemKey } from '../../main/resources/public/assets/js/model/problem.js';
import { Problem } from '../../main/resources/public/assets/js/net/api.js';
import { translate } from '../../main/resources/public/assets/public/i18n.js';

const told = (problem) => translate('fr', problemKey(problem), { ...problem.params, status: problem.status });

test('a problem of a known kind is told in the language of the reader', () => {
  const problem = new Problem({
    status: 400,
    title: 'Bad Request',
    type: 'urn:vigie:problem:filter-value',
    detail: 'filter avail=green, character 7: …',
    params: { field: 'avail', operator: '=', value: 'green', place: '7' },
  });
  assert.equal(told(problem), "Le champ avail n'admet pas la valeur green.");
});

test('one of a kind that is not known here, or of none, is told by its status', () => {
  assert.equal(told(new Problem({ status: 403 })), 'Votre rôle ne permet pas de le voir.');
  assert.equal(told(new Problem({ status: 400, type: 'urn:vigie:problem:of-tomorrow' })), 'Le collecteur a répondu 400.');
  assert.equal(told(new Problem({ status: 503, type: 'about:blank' })), "Le collecteur ne peut pas lire ses données pour l'instant.");
  assert.equal(told(new Problem({ status: 404 })), 'Jamais signalé, ou terminé depuis.');
  assert.equal(told(new Problem({ title: 'unreachable' })), 'Le collecteur ne répond pas.');
});
