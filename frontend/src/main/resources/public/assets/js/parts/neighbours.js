// Lists behind the same word of the navigation, one click apart.
import { html, nothing } from 'lit';
import { formatRoute } from '../model/route.js';

/** beside: {word, lists: [{view, q, word}]}; null for none. */
export function neighbours(here, beside) {
  const { word, lists } = beside ?? { lists: [] };
  return lists.length > 1
    ? html`<div class="segments" role="group" aria-label=${word()}>${lists.map((list) => html`<a href=${formatRoute({ view: list.view, q: list.q })}
        aria-current=${here === list.view ? 'true' : nothing}>${list.word()}</a>`)}</div>`
    : nothing;
}
