// What went wrong, where, and the next step: in the reader's language, then in the collector's own words.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { problemKey } from '../model/problem.js';

export function problemWords(problem) {
  return html`${t(problemKey(problem), { ...problem.params, status: problem.status })}${problem.detail
    ? html` <span class="own-words" lang="en">${problem.detail}</span>`
    : nothing}`;
}

/** act: what may mend it; word: what it is called, the same again unless told otherwise. */
export function problemPanel(problem, act, word = t('problem.retry')) {
  return html`<div class="problem" role="alert">
    <p><b>${problem.status === 404 ? t('problem.missing') : t('problem.title')}</b> ${problemWords(problem)}</p>
    ${act ? html`<button type="button" class="quiet" @click=${act}>${word}</button>` : nothing}
  </div>`;
}

const REFUSALS = { 400: 'refusal.wrong', 403: 'refusal.foreign', 404: 'refusal.gone', 409: 'refusal.conflict' };

/** Why a form was not taken. */
export function refusalWords({ kind, status, detail, params, title }) {
  if (['lacking', 'unsaved', 'taken'].includes(kind)) {
    return t(`refusal.${kind}`, params);
  }
  if (kind.startsWith('filter-')) {
    return problemWords({ kind, status, detail, params, title });
  }
  const known = REFUSALS[status];
  return known
    ? html`${t(known)}${detail ? html` <span class="own-words" lang="en">${detail}</span>` : nothing}`
    : problemWords({ kind, status, detail, params, title });
}
