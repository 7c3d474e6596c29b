// Names that lead somewhere. A cluster other than `default` stands before the name.
import { html, nothing } from 'lit';
import { nodeHref, serviceHref } from '../model/route.js';

const prefix = (cluster) => (cluster && cluster !== 'default' ? html`<span class="cluster">${cluster}/</span>` : nothing);

export function serviceLink(row, main = false) {
  return html`<a class="name" href=${serviceHref(row.cluster, row.service)} title=${row.service} ?data-main=${main}
    >${prefix(row.cluster)}${row.service}</a>`;
}

export function nodeLink(cluster, node, main = false) {
  return node
    ? html`<a class="name" href=${nodeHref(cluster, node)} title=${node} ?data-main=${main}
        >${main ? prefix(cluster) : nothing}${node}</a>`
    : nothing;
}
