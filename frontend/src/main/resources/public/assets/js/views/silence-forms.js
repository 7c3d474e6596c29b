// Dialogs of a silence: a new one, from a list or from what it is to hit, changed, ended, deleted.
import { html } from 'lit';
import { language, t } from '../../public/i18n.js';
import { CHOICES, choiceOf, dateWord, DAYS, dayName, monthDay, nthOf, ruleOf, weekday } from '../model/recurrence.js';
import { silenceUrl } from '../model/route.js';
import { filterOf, filterOfThing, isGlobal } from '../model/silences.js';
import { moment, parseDuration, span } from '../model/time.js';
import { isZone, momentOf, ownZone, wallClock } from '../model/zoned.js';
import { get, Problem, send, serverNow } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';
import { silenceBook } from '../parts/silence-book.js';
import './silence-preview.js';
import { hitWords } from './silence-words.js';

const SPANS = ['30m', '1h', '2h', '4h', '8h', '12h', '1d', '3d', '7d'];
const MOST_OFFERED = 1000;
const OFFERED_TERMS = ['kind=', 'severity=', 'cluster=', 'service=', 'node=', 'app=', 'env=', 'production=', 'anchor='];

const recurs = ({ repeats }) => repeats !== '';
const beginOf = ({ begin, zone }) => begin || wallClock(serverNow(), isZone(zone) ? zone : ownZone());

const FIELDS = [
  { name: 'q', wide: true, label: () => t('silence.q'), hint: () => t('silence.qHint'), suggested: OFFERED_TERMS },
  { name: 'apps', kind: 'names', wide: true, label: () => t('silence.apps'), hint: () => t('silence.appsHint') },
  { name: 'preview', kind: 'shown', wide: true, content: ({ q, apps }) => html`<silence-preview .wish=${{ q: q.trim(), apps }}></silence-preview>` },
  { name: 'comment', kind: 'area', required: true, label: () => t('silence.comment'), hint: () => t('silence.commentHint') },
  { name: 'begin', kind: 'moment', label: () => t('silence.begin'), hint: () => t('silence.beginHint') },
  { name: 'lasts', kind: 'choice', label: () => t('silence.lasts'), shown: (values) => !recurs(values), options: () => spanOptions('until') },
  { name: 'end', kind: 'moment', required: true, label: () => t('silence.end'), shown: (values) => !recurs(values) && values.lasts === 'until' },
  { name: 'duration', required: true, label: () => t('silence.duration'), hint: () => t('silence.durationHint'), shown: recurs },
  { name: 'repeats', kind: 'choice', label: () => t('silence.recurrence'), options: repeatOptions },
  { name: 'days', kind: 'several', wide: true, label: () => t('silence.days'), shown: ({ repeats }) => repeats === 'weekly', options: () => DAYS.map((day) => [day, dayName(day, language())]) },
  { name: 'rule', required: true, label: () => t('silence.rule'), hint: () => t('silence.ruleHint'), shown: ({ repeats }) => repeats === 'own' },
  { name: 'until', kind: 'moment', label: () => t('silence.untilColumn'), hint: () => t('silence.untilHint'), shown: recurs },
  { name: 'zone', required: true, label: () => t('silence.zone'), hint: () => t('silence.zoneHint'), suggested: Intl.supportedValuesOf('timeZone') },
  { name: 'kind', kind: 'choice', label: () => t('column.kind'), options: () => ['silence', 'maintenance'].map((kind) => [kind, t(`silence.kind.${kind}`)]) },
  { name: 'countsAsDowntime', kind: 'check', narrow: true, label: () => t('silence.counts'), hint: () => t('silence.countsHint') },
];

function spanOptions(last) {
  return [...SPANS.map((text) => [text, span(parseDuration(text), t('unit.day'))]), [last, t('silence.untilMoment')]];
}

// what they mean follows from the day it begins
function repeatOptions(values) {
  const wall = beginOf(values);
  const params = { n: 1, day: dateWord(monthDay(wall), language()), days: `${t(`silence.nth.${nthOf(wall)}`)} ${dayName(weekday(wall), language())}` };
  const words = { '': 'once', daily: 'daily', weekly: 'chosen', monthly: 'monthday', nth: 'monthly', own: 'own' };
  return CHOICES.map((choice) => [choice, t(`silence.repeats.${words[choice]}`, params)]);
}

const EMPTY = { q: '', apps: [], begin: '', lasts: '2h', end: '', duration: '2h', repeats: '', days: [], rule: '', until: '', kind: 'silence', countsAsDowntime: false };

function valuesOf(silence) {
  const { zone, begin, end, recurrence, durationSeconds } = silence;
  const wall = (value) => (moment(value) === null ? '' : wallClock(moment(value), zone));
  return {
    ...EMPTY,
    ...silence,
    ...choiceOf(recurrence, wall(begin)),
    begin: wall(begin),
    lasts: 'until',
    end: wall(end),
    until: recurrence === '' ? '' : wall(end),
    duration: recurrence === '' ? EMPTY.duration : span(durationSeconds * 1000).replaceAll(' ', ''),
  };
}

const wrong = (detail) => new Problem({ status: 400, detail });

// a moment that nobody touched keeps its seconds
function instant(text, zone, before) {
  if (before && wallClock(moment(before), zone) === text) {
    return before;
  }
  const at = momentOf(text, zone);
  return at === null ? undefined : new Date(at).toISOString();
}

/** What the collector is asked for; before: the silence as it was, null for a new one. */
function wish(values, before) {
  const zone = values.zone.trim();
  if (!isZone(zone)) {
    throw wrong(t('silence.noZone', { value: zone }));
  }
  const begin = instant(values.begin, zone, before?.begin) ?? new Date(serverNow()).toISOString();
  const { q, apps, kind, countsAsDowntime, comment } = values;
  const all = { q, apps, kind, countsAsDowntime, comment, zone, begin, n: before?.n };
  if (!recurs(values)) {
    return { ...all, end: values.lasts === 'until' ? instant(values.end, zone, before?.end) : new Date(moment(begin) + parseDuration(values.lasts)).toISOString() };
  }
  const lasts = parseDuration(values.duration.trim());
  if (lasts === null) {
    throw wrong(t('rules.noDuration', { value: values.duration }));
  }
  return { ...all, recurrence: ruleOf(values, beginOf(values)), durationSeconds: Math.round(lasts / 1000), end: values.until ? instant(values.until, zone, before?.end) : undefined };
}

async function open({ title, values, before = null, first, again, done }) {
  let known = before;
  const offered = await apps();
  openForm({
    title,
    fields: FIELDS.map((field) => (field.name === 'apps' ? { ...field, offered } : field)),
    values: { zone: ownZone(), ...values },
    first,
    submit: () => (before ? t('form.save') : t('silence.act')),
    async send(typed) {
      await send(before ? 'PUT' : 'POST', before ? silenceUrl(before.id) : '/api/v1/silences', wish(typed, known));
      changed(done);
    },
    again: again && (async () => {
      known = await again();
      return valuesOf(known);
    }),
  });
}

// a form without suggestions is a form still
async function apps() {
  try {
    const { rows } = await get(`/api/v1/apps?limit=${MOST_OFFERED}`);
    return rows.map(({ id, description }) => ({ name: id, about: description }));
  } catch {
    return [];
  }
}

function changed(done) {
  silenceBook.again();
  done();
}

export function newSilence(values, done) {
  return open({ title: () => t('silence.new'), values: { ...EMPTY, ...values }, done });
}

/** Of everything, for a change night: what it is for is asked. */
export function muteEverything(done) {
  return open({ title: () => t('silence.muteEverything'), values: { ...EMPTY, kind: 'maintenance' }, first: 'comment', done });
}

/** From rows of alerts. */
export function silenceAlerts(rows, done) {
  return newSilence({ q: filterOf(rows) }, done);
}

/** field: service or node. */
export function silenceThing(field, cluster, name, done = () => {}) {
  return newSilence({ q: filterOfThing(field, cluster, name) }, done);
}

export function editSilence(silence, done) {
  return open({ title: () => t('silence.edit'), values: valuesOf(silence), before: silence, again: () => get(silenceUrl(silence.id)), done });
}

const lead = (silence, words) => html`<span class="named"><span>${hitWords(silence)}</span><span>${silence.comment}</span></span>${words}`;

/** From now on, though it was to last longer; it stays in the list as ended. */
export function endSilence(silence, done) {
  openForm({
    title: () => t('silence.endTitle'),
    lead: () => lead(silence, silence.recurrence ? t('silence.endRecurring') : t('silence.endLead')),
    fields: [],
    values: {},
    submit: () => t('silence.endNow'),
    danger: isGlobal(silence),
    async send() {
      const end = new Date(Math.max(serverNow(), moment(silence.begin) + 1)).toISOString();
      const { kind, q, apps, begin, recurrence, zone, durationSeconds, countsAsDowntime, comment, n } = silence;
      await send('PUT', silenceUrl(silence.id), { kind, q, apps, begin, end, recurrence, zone, durationSeconds, countsAsDowntime, comment, n });
      changed(done);
    },
  });
}

export function deleteSilence(silence, done) {
  openForm({
    title: () => t('silence.deleteTitle'),
    lead: () => lead(silence, t('silence.deleteLead')),
    fields: [],
    values: {},
    submit: () => t('silence.delete'),
    danger: true,
    async send() {
      await send('DELETE', silenceUrl(silence.id));
      changed(done);
    },
  });
}
