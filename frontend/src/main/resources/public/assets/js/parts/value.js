// A value one can filter by: click keeps it, Alt-click excludes it. Out of the tab order, the filter box does the same by keyboard.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';

/** A word that a column's head says, for cards, which have none. */
export function onCard(word) {
  return html`<span class="on-card">${word} </span>`;
}

/** Several values of one field, each once: of an app and of a service the same may answer. */
export function values(field, names = []) {
  return html`<span class="values">${[...new Set(names)].map((name) => value(field, name))}</span>`;
}

export function value(field, content, text = content) {
  if (content === '' || content === null || content === undefined) {
    return nothing;
  }
  return html`<button
    type="button"
    class="value"
    tabindex="-1"
    data-field=${field}
    data-value=${String(content)}
    title=${t('filter.valueHint', { value: text })}
  >${text}</button>`;
}
