import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatChain, formatHours, parseChain, parseHours } from '../../main/resources/public/assets/js/model/lines.js';

const FRENCH = { mon: 'lun', tue: 'mar', wed: 'mer', thu: 'jeu', fri: 'ven', sat: 'sam', sun: 'dim' };
const french = (day) => FRENCH[day];

test('hours are read as they are written, in both languages', () => {
  const hours = [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' },
    { days: ['mon', 'sat'], from: '20:00', to: '02:00' },
    { days: [], from: '00:00', to: '23:59' },
  ];
  assert.equal(formatHours(hours, french), 'lun-ven 08:00-18:00\nlun sam 20:00-02:00\n00:00-23:59');
  assert.deepEqual(parseHours(formatHours(hours, french), french), hours);
  assert.deepEqual(parseHours(formatHours(hours), french), hours);
  assert.deepEqual(parseHours('\n  '), []);
});

test('a range of days may go over the end of the week', () => {
  assert.deepEqual(parseHours('SAT-MON, wed 8:00-9:00'.replace('8:00-9:00', '08:00-09:00'))[0].days, ['sat', 'sun', 'mon', 'wed']);
});

test('what are no hours is said with its line', () => {
  for (const wrong of ['8-18', 'lun 08:00-18:00', 'mon-', '08:00', '08:00-24:00', 'mon-tue-wed 08:00-09:00', 'a-b 08:00-09:00']) {
    assert.throws(() => parseHours(`mon 08:00-09:00\n${wrong}`), { line: wrong });
  }
});

test('who is told later is read as it is written', () => {
  const chain = [
    { afterSeconds: 900, who: { people: ['ben'], groups: [] } },
    { afterSeconds: 3600, who: { people: ['Zoé Martin'], groups: ['ops'] } },
  ];
  const text = '15m ben\n1h Zoé Martin, group:ops';
  assert.equal(formatChain(chain, (seconds) => (seconds === 900 ? '15m' : '1h')), text);
  assert.deepEqual(parseChain(text), chain);
  for (const wrong of ['15m', 'soon ben', '15m ,']) {
    assert.throws(() => parseChain(wrong), { line: wrong });
  }
});
