// Asking nodes for an action: what it would concern is shown first, and just that is asked.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { confirmed, isGrave, offered, takesResources, words } from '../model/requests.js';
import { requestHref } from '../model/route.js';
import { send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';
import { problemWords } from '../parts/problem.js';
import { stateChip } from '../parts/state.js';

const SHOWN = 40; // of many targets, so many are named

const comment = { name: 'comment', kind: 'area', label: () => t('request.comment') };

/** wish: {action, instances | services | nodes, rids}, as the api has it. */
export const rehearse = (wish) => send('POST', '/api/v1/requests/preview', wish);

/** Asks whether one means it. */
export async function ask(wish) {
  openForm(await prepared(async () => confirmation(wish, await rehearse(wish))));
}

/** Asks what is meant, of all that these do; wish: without an action. */
export async function askAny(wish) {
  openForm(await prepared(async () => choice(wish, await rehearse(wish))));
}

// a form is not open yet: what is wrong is told in one of its own
async function prepared(form) {
  try {
    return await form();
  } catch (problem) {
    return only(() => t('problem.title'), () => problemWords(problem));
  }
}

function choice(wish, { targets }) {
  const actions = offered(targets);
  if (actions.length === 0) {
    return nothingToAsk(targets);
  }
  return {
    title: () => t('request.any'),
    fields: [
      { name: 'action', kind: 'choice', label: () => t('column.action'), options: () => actions.map((action) => [action, t(`request.do.${action}`)]) },
      {
        name: 'where',
        kind: 'choice',
        label: () => t('request.where'),
        shown: () => targets.length > 1 && (wish.services ?? wish.nodes)?.length === 1,
        options: () => [['', t('request.whereUsual')], ...targets.filter(({ fate }) => fate === 'done').map(({ id, service, node }) => [id, t('request.on', { service, node })])],
      },
      { name: 'rids', label: () => t('request.rids'), hint: () => t('request.ridsHint'), shown: ({ action }) => takesResources(action) },
    ],
    values: { action: actions[0], where: '', rids: '' },
    submit: () => t('request.next'),
    send: async ({ action, where, rids }) => {
      const asked = { ...(where ? { instances: [where] } : wish), action, rids: takesResources(action) ? words(rids) : [] };
      return confirmation(asked, await rehearse(asked));
    },
  };
}

function confirmation(wish, answer) {
  if (answer.done === 0) {
    return nothingToAsk(answer.targets);
  }
  const { action } = wish;
  const verb = t(`request.do.${action}`);
  const [only] = answer.targets.filter(({ fate }) => fate === 'done');
  return {
    title: () => (answer.done === 1 ? t('request.one', { verb, service: only.service, node: only.node }) : t('request.many', { verb, n: answer.done })),
    lead: () => radius(wish, answer),
    fields: [comment],
    values: { comment: '' },
    submit: () => (answer.second ? t('request.propose') : verb),
    danger: isGrave(action, answer),
    async send(values) {
      const made = await send('POST', '/api/v1/requests', { action, instances: confirmed(answer.targets), rids: wish.rids ?? [], comment: values.comment });
      if (made.id === '') {
        return nothingToAsk(made.targets); // it has changed since
      }
      location.hash = requestHref(made.id);
      return null;
    },
  };
}

// how far it reaches, then each; those left out with their reason
function radius({ action, rids = [] }, { done, nodes, services, production, second, targets }) {
  return html`<span class="radius">${t('request.radius', { n: done, nodes: t('request.nodes', { n: nodes }), services: t('request.services', { n: services }) })}${
    production > 0 ? html` <b class="level">${t('request.production', { n: production })}</b>` : nothing}${
    rids.length > 0 ? html` ${t('request.only', { rids: rids.join(', ') })}` : nothing}${
    action === 'unprovision' ? html` <b class="level">${t('request.destroys')}</b>` : nothing}${
    second ? html` <b>${t('request.second')}</b>` : nothing}</span>${list(targets)}`;
}

function list(targets) {
  const first = [...targets].sort((one, other) => (one.fate === 'done') - (other.fate === 'done')).slice(0, SHOWN);
  const more = targets.length - first.length;
  return html`<ul class="changes">${first.map(target)}${more > 0 ? html`<li class="dim">${t('said.more', { n: more })}</li>` : nothing}</ul>`;
}

function target({ service, node, env, nodeEnv, fate, ...state }) {
  const envs = [...new Set([env, nodeEnv])].filter(Boolean).join(' / ');
  return html`<li class=${fate === 'done' ? '' : 'dim'}><b>${t('request.on', { service, node })}</b>
    <span class="change">${fate === 'missing' ? nothing : stateChip(state.avail, state)} ${envs}</span>${
    fate === 'done' ? nothing : html`<span class="change">${t(`request.fate.${fate}`)}</span>`}</li>`;
}

const nothingToAsk = (targets) => only(() => t('request.none'), () => list(targets));

/** Something to read. */
const only = (title, lead) => ({ title, lead, fields: [], values: {}, submit: () => t('form.done'), send: async () => null });

/** Lets somebody else's proposal go, or turns it down; done() is called with what it is now. */
export function decide(request, count, verb, done) {
  openForm({
    title: () => t(`request.${verb}Title`, { verb: t(`request.do.${request.action}`), n: count }),
    lead: () => html`${t('request.askedBy', { by: request.by })}${request.comment ? html` ${request.comment}` : nothing}`,
    fields: [],
    values: {},
    submit: () => t(`request.${verb}`),
    danger: verb === 'confirm',
    async send() {
      done(await send('POST', `/api/v1/requests/${encodeURIComponent(request.id)}/${verb}`));
      return null;
    },
  });
}
