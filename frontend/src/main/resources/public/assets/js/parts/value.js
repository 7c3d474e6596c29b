// A value one can filter by: click keeps it, Alt-click excludes it. Out of the tab order, the filter box does the same by keyboard.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';

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
