// The records that decided something, each with the fields that counted: before it and after it, side by side.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';

/** records: {cause, before, after}, newest last. */
export function evidence(records) {
  const telling = records.filter(({ before, after }) => Object.keys(before).length > 0 || !ofItself(after));
  return telling.length === 0 ? html`<p class="dim">${t('evidence.none')}</p>` : telling.map(record);
}

// what the alert did is in its history
const ofItself = (after) => Object.keys(after).every((name) => name === 'severity' || name === 'move');

function record({ cause, before, after }) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return html`<table class="plain evidence">
    <caption>${t('evidence.record')} <code>${cause}</code></caption>
    <thead><tr><th scope="col">${t('audit.field')}</th><th scope="col">${t('audit.before')}</th><th scope="col">${t('audit.after')}</th></tr></thead>
    <tbody>${names.map((name) => line(name, before[name], after[name]))}</tbody>
  </table>`;
}

function line(name, before, after) {
  const changed = before !== after;
  return html`<tr class=${changed ? 'changed' : ''}><th scope="row">${name}</th><td>${words(before)}</td>
    <td>${changed ? html`<b>${words(after)}</b>` : words(after)}</td></tr>`;
}

const words = (value) => (value === undefined || value === '' ? html`<span class="dim">–</span>` : value ?? nothing);
