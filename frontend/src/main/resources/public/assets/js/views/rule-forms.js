// Forms of a rule of alerts: what is left empty is as by default.
import { t } from '../../public/i18n.js';
import { SEVERITIES } from '../model/alerts.js';
import { parseDuration } from '../model/time.js';
import { get, Problem, send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';
import { seconds } from './rule-words.js';

const ruleUrl = (kind) => `/api/v1/alert-rules/${kind}`;
const written = (count) => (count === null || count === undefined ? '' : count === 0 ? '0' : seconds(count).replaceAll(' ', ''));
const valuesOf = ({ said }) => ({
  disabled: said?.disabled ?? false,
  hold: written(said?.holdSeconds),
  escalate: written(said?.escalateSeconds),
  production: said?.production ?? '',
  other: said?.other ?? '',
});

function fields({ byDefault }) {
  const severity = (name, label) => ({
    name,
    kind: 'choice',
    label,
    options: () => [['', t('rules.default', { value: t(`severity.${byDefault[name]}`) })], ...SEVERITIES.map((word) => [word, t(`severity.${word}`)])],
  });
  const duration = (name, label, value) => ({ name, label, hint: () => t('rules.durationHint', { value }) });
  return [
    duration('hold', () => t('rules.holdColumn'), written(byDefault.holdSeconds)),
    duration('escalate', () => t('rules.escalateColumn'), byDefault.escalateSeconds === 0 ? t('rules.never') : written(byDefault.escalateSeconds)),
    severity('production', () => t('rules.production')),
    severity('other', () => t('rules.other')),
    { name: 'disabled', kind: 'check', label: () => t('rules.disable'), hint: () => t('rules.disableHint') },
  ];
}

// null for the default
function read(text) {
  if (text.trim() === '') {
    return null;
  }
  const millis = text.trim() === '0' ? 0 : parseDuration(text.trim());
  if (millis === null) {
    throw new Problem({ status: 400, detail: t('rules.noDuration', { value: text }) });
  }
  return Math.round(millis / 1000);
}

function wish({ disabled, hold, escalate, production, other }, n) {
  return { disabled, holdSeconds: read(hold), escalateSeconds: read(escalate), production: production || null, other: other || null, n };
}

/** done() is called when it is changed. */
export function editRule(rule, done) {
  let { n } = rule;
  openForm({
    title: () => t('rules.edit', { kind: rule.kind }),
    lead: () => t('rules.editLead'),
    fields: fields(rule),
    values: valuesOf(rule),
    submit: () => t('form.save'),
    async send(values) {
      await send('PUT', ruleUrl(rule.kind), wish(values, n));
      done();
    },
    async again() {
      const now = await get(ruleUrl(rule.kind));
      n = now.n;
      return valuesOf(now);
    },
  });
}

export function resetRule(rule, done) {
  openForm({
    title: () => t('rules.resetTitle', { kind: rule.kind }),
    lead: () => t('rules.editLead'),
    fields: [],
    values: {},
    submit: () => t('rules.reset'),
    async send() {
      await send('DELETE', ruleUrl(rule.kind));
      done();
    },
  });
}
