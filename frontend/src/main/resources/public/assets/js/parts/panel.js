// A panel that opens below its button, over everything; the browser itself closes it and gives the focus back.

const EDGE = 10; // pixels that stay free beside it

/** A listener of the panel's beforetoggle: stands it below the button that names it. */
export function placeBelow({ target, newState }) {
  if (newState !== 'open') {
    return;
  }
  const { left, bottom } = document.querySelector(`[popovertarget="${target.id}"]`).getBoundingClientRect();
  const width = Math.min(340, innerWidth - 2 * EDGE);
  target.style.setProperty('left', `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`);
  target.style.setProperty('top', `${bottom + scrollY + 4}px`);
}
