// What a node or a service was called before: its histories are one.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { send } from '../net/api.js';
import { fact, listOf } from '../parts/facts.js';
import { openForm } from '../parts/form-dialog.js';
import { formatTerm } from '../model/filter.js';
import { nodeHref } from '../model/route.js';

const nameOf = (id) => id.slice(id.indexOf('/') + 1);
const url = (view, path) => `/api/v1/${view}/${path.map(encodeURIComponent).join('/')}/former-names`;

/** formerly: ids, the newest first; links: whether each has a page still. */
export function formerNames(formerly, links) {
  return fact(t('former.names'), listOf(formerly.map((id) => (links ? html`<a href=${nodeHref(...id.split('/'))}>${nameOf(id)}</a>` : nameOf(id)))));
}

export function nowCalled(now) {
  return now ? html`<p class="lead">${t('former.now')} <a href=${nodeHref(...now.split('/'))}>${nameOf(now)}</a></p>` : nothing;
}

/** The filter that finds what happened under any of its names. */
export function underAnyName(field, name, formerly) {
  return [name, ...formerly.map(nameOf)].map((one) => formatTerm(field, '=', one)).join(' or ');
}

/** done() is called when it is said. */
export function sayFormerName(view, path, done) {
  openForm({
    title: () => t('former.title', { name: path.at(-1) }),
    lead: () => t(`former.lead.${view}`),
    fields: [{ name: 'name', label: () => t('former.name'), hint: () => t('former.hint'), required: true }],
    values: {},
    submit: () => t('former.act'),
    async send({ name }) {
      await send('POST', url(view, path), { name: name.trim() });
      done();
    },
  });
}
