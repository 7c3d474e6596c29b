// Templates of states: colour, mark and word together, never one alone.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { severityLook } from '../model/alerts.js';
import { actionLook, flags, GROUPS, look, nodeLook } from '../model/availability.js';

const chip = ({ tone, mark }, word, before = nothing, title = nothing) => html`<span class="state tone-${tone}" title=${title}
  ><span class="mark" aria-hidden="true">${mark}</span>${before}<span class="word">${word}</span></span
>`;

/** Availability of something; stale keeps the last known word, grey. */
export function stateChip(word, of = {}) {
  const lastKnown = of.stale ? html`<span class="hidden-text">${t('state.lastKnown')} </span>` : nothing;
  const title = of.servedElsewhere && word === 'down' ? t('state.servedElsewhere') : nothing;
  return chip(of.stale ? { tone: 'stale', mark: '~' } : look(word, of), word, lastKnown, title);
}

/** Availability, with the overall word beside it when that is worse. */
export function statusCell(row) {
  const worse = !row.stale && row.overall === 'warn' && row.avail !== 'warn';
  const elsewhere = row.servedElsewhere && !row.stale;
  return html`${stateChip(row.avail, row)}${elsewhere
    ? html`<span class="hidden-text">, ${t('state.servedElsewhere')}</span>`
    : nothing}${worse
    ? html`<span class="overall" title=${t('state.overallWarn')}
        ><span aria-hidden="true">!</span><span class="hidden-text">${t('state.overallWarn')}</span></span
      >`
    : nothing}`;
}

export function nodeChip(state) {
  return chip(nodeLook(state), t(`node.state.${state}`));
}

/** How bad an alert is. */
export function severityChip(severity) {
  return chip(severityLook(severity), t(`severity.${severity}`));
}

/** How a value stands to its bounds. */
export function checkChip(checkLook, word) {
  return chip(checkLook, word);
}

const FATE_MARKS = { down: 'X', warn: '!', unknown: '?', none: '-' };

/** What becomes of a service when nodes go. */
export function fateChip(tone, word) {
  return chip({ tone, mark: FATE_MARKS[tone] }, word);
}

export function actionChip(status) {
  return chip(actionLook(status), status);
}

/** One place per group, so that badges of one kind stand in one line down the screen. */
export function badges(row) {
  return html`<span class="badges">${GROUPS.map(([group, name]) => badge(name, row.groups?.[group], row))}</span>`;
}

function badge(name, word, row) {
  if (!word) {
    return html`<span class="badge b-${name} absent"></span>`;
  }
  const { mark, tone } = look(word, row);
  const title = `${name}: ${word}${row.stale ? ` (${t('flag.stale')})` : ''}`;
  return html`<span class="badge b-${name} tone-${tone}" title=${title}
    >${name}<b aria-hidden="true">${mark}</b><span class="hidden-text">${word}, </span></span
  >`;
}

/** What runs now, then what is unusual. */
export function flagChips(row) {
  const running = row.action
    ? [html`<span class="flag running" title="${t('column.running')}: ${row.action}"><b aria-hidden="true">></b> ${row.action}</span>`]
    : [];
  const unusual = flags(row).map(({ key, mark }) => {
    const reason = key === 'stale' && row.staleReason ? t(`stale.${row.staleReason}`) : t(`flag.${key}`);
    const title = key === 'stale' && row.staleReason ? `${t('flag.stale')}: ${reason}` : reason;
    return html`<span class="flag f-${key}" title=${title}><b aria-hidden="true">${mark}</b> ${reason}</span>`;
  });
  const chips = [...running, ...unusual];
  return chips.length === 0 ? '' : html`<span class="values">${chips}</span>`;
}
