import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choiceOf, ruleOf, ruleWords } from '../../main/resources/public/assets/js/model/recurrence.js';
import { parseRoute, usual } from '../../main/resources/public/assets/js/model/route.js';
import { arranged, filterOf, isGlobal, stateOf } from '../../main/resources/public/assets/js/model/silences.js';
import { momentOf, wallClock } from '../../main/resources/public/assets/js/model/zoned.js';
import { translate } from '../../main/resources/public/assets/public/i18n.js';

const PARIS = 'Europe/Paris';
const SUNDAY = '2026-12-13T02:00';

test('a moment is read by the clock of its zone, in winter and in summer', () => {
  assert.equal(momentOf('2026-12-01T02:00', PARIS), Date.parse('2026-12-01T01:00:00Z'));
  assert.equal(momentOf('2026-07-01T02:00', PARIS), Date.parse('2026-07-01T00:00:00Z'));
  assert.equal(wallClock(Date.parse('2026-07-01T00:00:59Z'), PARIS), '2026-07-01T02:00');
  assert.equal(momentOf('soon', PARIS), null);
  assert.equal(momentOf('2026-13-01T02:00', PARIS), null);
});

test('an hour that summer time leaves out is the one after, one that comes twice is the first', () => {
  assert.equal(wallClock(momentOf('2026-03-29T02:30', PARIS), PARIS), '2026-03-29T03:30');
  assert.equal(momentOf('2026-10-25T02:30', PARIS), Date.parse('2026-10-25T00:30:00Z'));
});

test('what a form offers is a rule, and the rule is what the form offered', () => {
  const rules = {
    daily: 'FREQ=DAILY',
    weekly: 'FREQ=WEEKLY;BYDAY=MO,SU',
    monthly: 'FREQ=MONTHLY;BYMONTHDAY=13',
    nth: 'FREQ=MONTHLY;BYDAY=2SU',
    own: 'FREQ=YEARLY',
  };
  for (const [repeats, rule] of Object.entries(rules)) {
    assert.equal(ruleOf({ repeats, days: ['SU', 'MO'], rule: ' RRULE:FREQ=YEARLY ' }, SUNDAY), rule);
    assert.equal(choiceOf(rule, SUNDAY).repeats, repeats);
  }
  assert.equal(choiceOf('', SUNDAY).repeats, '');
  assert.deepEqual(choiceOf('FREQ=WEEKLY;BYDAY=SU,MO', SUNDAY).days.sort(), ['MO', 'SU']);
  assert.equal(ruleOf({ repeats: 'weekly', days: [] }, SUNDAY), 'FREQ=WEEKLY;BYDAY=SU');
  assert.equal(ruleOf({ repeats: 'nth' }, '2026-11-29T02:00'), 'FREQ=MONTHLY;BYDAY=-1SU');
});

test('a rule that a form cannot make alike stays as it is written', () => {
  for (const rule of ['FREQ=MONTHLY;BYMONTHDAY=12', 'FREQ=DAILY;INTERVAL=2', 'FREQ=WEEKLY', 'FREQ=DAILY;COUNT=3', 'FREQ=YEARLY']) {
    assert.deepEqual(choiceOf(rule, SUNDAY), { repeats: 'own', days: [], rule }, rule);
  }
});

test('a rule has words in both languages', () => {
  const said = (rule, language) => {
    const words = ruleWords(rule, language, (n) => translate(language, `silence.nth.${n}`));
    return words && translate(language, `silence.repeats.${words.key}`, words.params);
  };
  assert.equal(said('FREQ=DAILY', 'en'), 'every day');
  assert.equal(said('FREQ=DAILY;INTERVAL=3', 'fr'), 'tous les 3 jours');
  assert.equal(said('FREQ=WEEKLY;BYDAY=MO,TU,SU', 'en'), 'every week on Monday, Tuesday, and Sunday');
  assert.equal(said('FREQ=WEEKLY;BYDAY=SU', 'fr'), 'chaque semaine, le dimanche');
  assert.equal(said('FREQ=WEEKLY;BYDAY=MO,WE', 'fr'), 'chaque semaine, les lundi et mercredi');
  assert.equal(said('FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2', 'fr'), 'toutes les 2 semaines, les lundi et mercredi');
  assert.equal(said('FREQ=MONTHLY;BYDAY=1MO,3MO', 'en'), 'every month on the first Monday and third Monday');
  assert.equal(said('FREQ=MONTHLY;BYDAY=1MO,3MO', 'fr'), 'chaque mois, les premier lundi et troisième lundi');
  assert.equal(said('FREQ=WEEKLY', 'fr'), 'chaque semaine');
  assert.equal(said('FREQ=MONTHLY;BYDAY=2SU', 'en'), 'every month on the second Sunday');
  assert.equal(said('FREQ=MONTHLY;BYDAY=-1FR', 'fr'), 'chaque mois, le dernier vendredi');
  assert.equal(said('FREQ=MONTHLY;BYMONTHDAY=1', 'fr'), 'chaque mois, le 1er');
  assert.equal(said('FREQ=MONTHLY;BYMONTHDAY=2', 'fr'), 'chaque mois, le 2');
  assert.equal(said('FREQ=DAILY;COUNT=3', 'en'), null);
  assert.equal(said('constructor', 'en'), null);
});

const silence = (id, more) => ({ id, inForce: false, changes: null, recurrence: '', begin: '2026-12-01T00:00:00Z', end: '2026-12-01T02:00:00Z', ...more });
const NOW = Date.parse('2026-12-05T00:00:00Z');

test('a silence is in force, begins, comes again, or is over', () => {
  const states = [
    silence('a', { inForce: true, changes: '2026-12-05T02:00:00Z' }),
    silence('b', { begin: '2026-12-06T00:00:00Z', changes: '2026-12-06T00:00:00Z' }),
    silence('c', { recurrence: 'FREQ=DAILY', changes: '2026-12-06T00:00:00Z' }),
    silence('d', {}),
  ].map((one) => stateOf(one, NOW));
  assert.deepEqual(states, ['now', 'begins', 'again', 'ended']);
});

test('those in force come first, those that change soonest before others, those long over last', () => {
  const all = [
    silence('long over', { end: '2026-11-01T00:00:00Z' }),
    silence('over', {}),
    silence('to come', { begin: '2026-12-06T00:00:00Z', changes: '2026-12-06T00:00:00Z' }),
    silence('ends late', { inForce: true, changes: '2026-12-09T00:00:00Z' }),
    silence('ends soon', { inForce: true, changes: '2026-12-05T01:00:00Z' }),
  ];
  assert.deepEqual(arranged(all, NOW).map(({ id }) => id), ['ends soon', 'ends late', 'to come', 'over', 'long over']);
});

test('everything is no filter and no application', () => {
  assert.ok(isGlobal({ q: '', apps: [] }));
  assert.ok(!isGlobal({ q: '', apps: ['pay'] }));
  assert.ok(!isGlobal({ q: 'env=PRD', apps: [] }));
});

test('a filter hits what was chosen, kind by kind', () => {
  const row = (kind, service, more = {}) => ({ kind, service, node: '', cluster: 'prod', anchor: `prod/${service}`, ...more });
  assert.equal(filterOf([row('sync-late', 'web')]), 'kind=sync-late cluster=prod service=web');
  assert.equal(filterOf([row('sync-late', 'web'), row('sync-late', 'db'), row('sync-late', 'db')]), 'kind=sync-late cluster=prod (service=web or service=db)');
  assert.equal(
    filterOf([row('instance-stale', 'web', { node: 'n1' }), row('node-silent', '', { node: 'n1' })]),
    '(kind=instance-stale cluster=prod service=web) or (kind=node-silent cluster=prod node=n1)',
  );
  assert.equal(filterOf([row('many-nodes-silent', '', { cluster: '', anchor: 'site/par is' })]), 'kind=many-nodes-silent anchor="site/par is"');
});

test('the first screen and a wall are without what is silenced, unless the address says otherwise', () => {
  const q = (hash, bare = false) => usual(parseRoute(hash), bare).q;
  assert.deepEqual(q('', true), ['silenced=false']);
  assert.deepEqual(q('#/problems'), []);
  assert.deepEqual(q('#/problems?kiosk=1&q=env%3DPRD'), ['env=PRD', 'silenced=false']);
  assert.deepEqual(q('#/problems?kiosk=1&q=silenced%3Dtrue'), ['silenced=true']);
  assert.deepEqual(q('#/alerts?kiosk=1'), []);
});
