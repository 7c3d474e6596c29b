// Columns of silences.
import { html, nothing } from 'lit';
import { number, t } from '../../public/i18n.js';
import { formatRoute, silenceHref } from '../model/route.js';
import { onCard } from '../parts/value.js';
import { hitWords, minute, recurrenceWords, stateWords } from './silence-words.js';

const alerts = ({ id }) => formatRoute({ view: 'alerts', q: ['state=open', `silencedBy=${id}`] });

export const SILENCE_COLUMNS = [
  {
    key: 'toggle',
    label: () => html`<span class="hidden-text">${t('silence.alerts')}</span>`,
    cell: ({ id, comment }, open) => html`<button type="button" class="toggle" data-toggle=${id} aria-expanded=${open ? 'true' : 'false'}
      aria-label=${t('silence.show', { comment: comment.slice(0, 80) })}><span aria-hidden="true"></span></button>`,
  },
  {
    key: 'state',
    label: () => t('column.state'),
    cell: (silence) => html`<a class="name" data-main href=${silenceHref(silence.id)}>${stateWords(silence)}</a>`,
  },
  { key: 'q', label: () => t('silence.whatColumn'), cell: hitWords },
  {
    key: 'hits',
    label: () => t('silence.hitsColumn'),
    cell: (silence) => (silence.inForce
      ? silence.hits > 0 ? html`<a href=${alerts(silence)}>${number(silence.hits)}<span class="on-card"> ${t('silence.hitsColumn')}</span></a>` : html`<span class="dim">0</span>`
      : nothing),
  },
  { key: 'begin', label: () => t('silence.begin'), cell: ({ begin }) => html`${onCard(t('silence.begin'))}${minute(begin)}` },
  { key: 'end', label: () => t('silence.end'), cell: ({ end }) => (end ? html`${onCard(t('silence.end'))}${minute(end)}` : html`<span class="dim">${t('silence.never')}</span>`) },
  { key: 'recurrence', label: () => t('silence.recurrence'), cell: recurrenceWords },
  {
    key: 'kind',
    label: () => t('column.kind'),
    cell: ({ kind, countsAsDowntime }) => html`<span class="values"><span>${t(`silence.kind.${kind}`)}</span>${countsAsDowntime ? html`<span class="flag" title=${t('silence.countsHint')}>${t('silence.countsFlag')}</span>` : nothing}</span>`,
  },
  { key: 'comment', label: () => t('silence.comment'), cell: ({ comment }) => html`<span title=${comment}>${comment}</span>` },
  { key: 'by', label: () => t('silence.byColumn'), cell: ({ by }) => by },
];
