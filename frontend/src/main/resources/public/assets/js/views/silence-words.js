// A silence in words: when, again when, what it hits.
import { html, nothing } from 'lit';
import { language, t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { ruleWords } from '../model/recurrence.js';
import { isGlobal, shortTime, stateOf } from '../model/silences.js';
import { absolute, moment, span, zone } from '../model/time.js';
import { ownZone, wallClock } from '../model/zoned.js';
import { serverNow } from '../net/api.js';

/** in force until 04:00 */
export function stateWords(silence) {
  const now = serverNow();
  const state = stateOf(silence, now);
  const time = shortTime(state === 'ended' ? silence.end : silence.changes, preferences.utc, now);
  switch (state) {
    case 'begins':
      return t('silence.state.begins', { span: span(moment(silence.changes) - now, t('unit.day')) });
    case 'ended':
      return time ? t('silence.state.endedAt', { time }) : t('silence.state.ended');
    default:
      return t(`silence.state.${state}`, { time });
  }
}

/** 2026-12-01 02:00 */
export function minute(value) {
  const at = moment(value);
  const text = absolute(at, preferences.utc);
  return html`<time datetime=${new Date(at).toISOString()} title="${text} ${zone(at, preferences.utc)}">${text.slice(0, -3)}</time>`;
}

const nth = (n) => t(`silence.nth.${n}`);

/** An RRULE in words; as it stands when it has none. */
export function repeatWords(rule) {
  const words = ruleWords(rule, language(), nth);
  return words ? t(`silence.repeats.${words.key}`, words.params) : html`<code>${rule}</code>`;
}

/** The same with its time of day, and how long each lasts. */
export function recurrenceWords({ recurrence, begin, zone: where, durationSeconds }) {
  if (recurrence === '') {
    return nothing;
  }
  const at = wallClock(moment(begin), where).slice(11);
  const elsewhere = where === ownZone() ? nothing : html` <span class="dim">(${where})</span>`;
  return html`${repeatWords(recurrence)}, ${t('silence.atFor', { time: at, span: span(durationSeconds * 1000, t('unit.day')) })}${elsewhere}`;
}

/** What it hits; everything stands out. */
export function hitWords({ q, apps }) {
  const of = apps.length > 0 ? t('silence.ofApps', { n: apps.length, apps: apps.join(', ') }) : '';
  if (isGlobal({ q, apps })) {
    return html`<b class="everything">${t('silence.everything')}</b>`;
  }
  return html`${q ? html`<code>${q}</code>` : html`<b>${t('silence.all')}</b>`}${of ? html` <span class="dim">${of}</span>` : nothing}`;
}
