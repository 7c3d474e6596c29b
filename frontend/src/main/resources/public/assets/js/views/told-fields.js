// When a person is told of alerts, and who is told of those of an app that nobody took: fields of forms, and facts.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { SEVERITIES } from '../model/alerts.js';
import { formatChain, formatHours, parseChain, parseHours, WrongLine } from '../model/lines.js';
import { Problem } from '../net/api.js';
import { fact } from '../parts/facts.js';
import { whoList } from '../parts/who.js';
import { seconds } from './rule-words.js';

const dayWord = (day) => t(`day.${day}`);

function read(parse, text, words) {
  try {
    return parse(text);
  } catch (wrong) {
    if (wrong instanceof WrongLine) {
      throw new Problem({ status: 400, detail: words(wrong) });
    }
    throw wrong;
  }
}

export const toldFields = [
  {
    name: 'least',
    kind: 'choice',
    label: () => t('person.least'),
    hint: () => t('person.leastHint'),
    options: () => [['', t('person.leastAny')], ...[...SEVERITIES].reverse().slice(1).map((severity) => [severity, t('person.leastOf', { severity: t(`severity.${severity}`) })])],
  },
  { name: 'zone', label: () => t('person.zone'), hint: () => t('person.zoneHint') },
  { name: 'hours', kind: 'area', label: () => t('person.hours'), hint: () => t('person.hoursHint', { example: `${dayWord('mon')}-${dayWord('fri')} 08:00-18:00` }) },
];

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function toldValues({ onCall = {} }) {
  return { zone: onCall.hours ? onCall.zone ?? 'UTC' : here(), hours: formatHours(onCall.hours, dayWord) };
}

/** What is sent, of the values of those fields. */
export function toldFrom({ zone = '', hours = '', ...person }) {
  return { ...person, onCall: { zone: zone.trim() || null, hours: read((text) => parseHours(text, dayWord), hours, ({ line }) => t('person.hoursWrong', { line })) } };
}

export function onCallFacts({ least, onCall = {} }) {
  const hours = onCall.hours ?? [];
  return html`${fact(t('person.least'), least ? t('person.leastOf', { severity: t(`severity.${least}`) }) : t('person.leastAny'))}
    ${fact(t('person.hours'), hours.length === 0 ? t('person.always') : html`${formatHours(hours, dayWord).split('\n').join(', ')} <span class="dim">${onCall.zone ?? 'UTC'}</span>`)}`;
}

export const chainField = { name: 'chain', kind: 'area', label: () => t('app.chain'), hint: () => t('app.chainHint') };

const short = (count) => seconds(count).replaceAll(' ', '');

export const chainText = (chain) => formatChain(chain, short);

export const chainFrom = (text) => read(parseChain, text, ({ line }) => t('app.chainWrong', { line }));

export function chainFacts(chain) {
  return chain.length === 0
    ? ''
    : chain.map(({ afterSeconds, who }) => html`<div>${t('app.chainAfter', { time: seconds(afterSeconds) })} ${whoList(who, null)}</div>`);
}
