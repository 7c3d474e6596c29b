// Names that lead somewhere. A cluster other than `default` stands after the name: what is cut off first matters least.
import { html, nothing } from 'lit';
import { formatTerm } from '../model/filter.js';
import { formatRoute, nodeHref, recordHref, serviceHref } from '../model/route.js';

const suffix = (cluster) => (cluster && cluster !== 'default' ? html` <span class="cluster">${cluster}</span>` : nothing);
const full = (cluster, name) => (cluster && cluster !== 'default' ? `${cluster}/${name}` : name);

export function serviceLink(row, main = false) {
  return html`<a class="name" href=${serviceHref(row.cluster, row.service)} title=${full(row.cluster, row.service)} ?data-main=${main}
    >${row.service}${suffix(row.cluster)}</a>`;
}

/** main: the link that j and k go to; alone: its cluster is told elsewhere on the page. */
export function nodeLink(cluster, node, main = false, alone = !main) {
  return node
    ? html`<a class="name" href=${nodeHref(cluster, node)} title=${full(cluster, node)} ?data-main=${main}
        >${node}${alone ? nothing : suffix(cluster)}</a>`
    : nothing;
}

/** A list filtered by one value. */
export function filterHref(view, field, value) {
  return formatRoute({ view, q: [formatTerm(field, '=', value)] });
}

/** An app, a person or a group. */
export function recordLink(view, name) {
  return html`<a class="name" href=${recordHref(view, name)} data-main>${name}</a>`;
}
