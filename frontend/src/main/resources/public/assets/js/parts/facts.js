// The head of an object's page and its facts.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { preferences } from '../../public/preferences.js';
import { formatRoute } from '../model/route.js';
import { absolute, moment, zone } from '../model/time.js';
import { filterHref } from './links.js';
import './since-time.js';

/** where: what stands before the name, the cluster as a rule; since: null when it has no moment. */
export function pageHead(view, where, name, state = nothing, since = null, acts = nothing) {
  const at = moment(since);
  return html`<header class="page-head">
    <p class="crumbs"><a href=${formatRoute({ view })}>${t(`nav.${view}`)}</a>${where ? html` <span aria-hidden="true">/</span> ${where}` : nothing}</p>
    <div class="title"><h1>${name}</h1>${state}
      ${at === null ? nothing : html`<span class="since">${t('page.since')} <since-time .at=${at}></since-time>
        <span class="dim">(${absolute(at, preferences.utc)} ${zone(at, preferences.utc)})</span></span>`}
      ${acts === nothing ? nothing : html`<span class="acts">${acts}</span>`}</div>
  </header>`;
}

export function fact(name, content) {
  const empty = content === '' || content === null || content === undefined || content === nothing || (Array.isArray(content) && content.length === 0);
  return empty ? nothing : html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}

export function filterLink(view, field, value) {
  return value ? html`<a href=${filterHref(view, field, value)}>${value}</a>` : '';
}

export function listOf(items) {
  return items.length === 0 ? '' : items.map((item, index) => [index > 0 ? ', ' : '', item]);
}
