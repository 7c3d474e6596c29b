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

/** The first of several values and how many more there are, for a narrow column. */
export function firstValue(field, names = []) {
  const [first, ...more] = new Set(names);
  return html`<span class="values">${value(field, first)}${
    more.length ? html`<span class="more" title=${more.join(', ')}>+${more.length}</span>` : nothing}</span>`;
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
