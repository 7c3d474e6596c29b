// What people say of a node, beside what its agent says: the form of one, the form of many with its rehearsal.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { get, send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';

const text = (name) => ({ name, label: () => t(`said.${name}`) });
const day = (name) => ({ ...text(name), kind: 'date' });
const power = { ...text('power'), kind: 'names', hint: () => t('said.powerHint') };
const FIELDS = [
  ...['site', 'building', 'room', 'rack', 'enclosure', 'slot'].map(text),
  power,
  ...['team', 'serial', 'asset'].map(text),
  day('warrantyEnd'),
  day('maintenanceEnd'),
  { ...text('comment'), kind: 'area' },
];
const OF_ONE_ONLY = ['slot', 'serial', 'asset'];
const SHOWN = 8; // changes that a rehearsal shows

export function saidUrl(path) {
  return `/api/v1/nodes/${path.map(encodeURIComponent).join('/')}/said`;
}

const plainHint = (field, agent) => (agent[field.name] && field.kind !== 'names' ? { hint: () => t('said.agent', { value: agent[field.name] }) } : {});

/** said: the answer of saidUrl; done() is called when it is changed. */
export function editSaid(path, answer, done) {
  let { n } = answer;
  openForm({
    title: () => t('said.edit', { name: path.at(-1) }),
    lead: () => t('said.lead'),
    fields: FIELDS.map((field) => ({ ...field, ...plainHint(field, answer.agent) })),
    values: answer.said,
    submit: () => t('form.save'),
    async send(said) {
      await send('PUT', saidUrl(path), { said, n });
      done();
    },
    async again() {
      const now = await get(saidUrl(path));
      n = now.n;
      return now.said;
    },
  });
}

/** wish: {nodes} or {q, count}; count: how many nodes that are; done() is called when they are changed. */
export function saySameOfMany(wish, count, done) {
  const fields = FIELDS.filter(({ name }) => !OF_ONE_ONLY.includes(name));
  openForm({
    title: () => t('said.many', { n: count }),
    lead: () => t('said.manyLead'),
    fields: [
      ...fields,
      { name: 'emptied', kind: 'names', label: () => t('said.emptied'), hint: () => t('said.emptiedHint'), offered: fields.map((field) => ({ name: field.name, about: field.label() })) },
    ],
    values: {},
    submit: () => t('said.rehearse'),
    async send(values) {
      const body = { ...wish, set: setOf(fields, values) };
      return rehearsed(body, await send('POST', '/api/v1/nodes/said?dryRun=true', body), done);
    },
  });
}

// what is left empty stays, unless it is named among what is emptied
function setOf(fields, values) {
  const set = {};
  for (const { name, kind } of fields) {
    if (values[name].length > 0) {
      set[name] = values[name];
    }
  }
  for (const name of values.emptied) {
    set[name] = name === 'power' ? [] : '';
  }
  return set;
}

// a name that is no field is refused by the server, in words
function rehearsed(body, { changed, unchanged, nodes }, done) {
  return {
    title: () => t('said.rehearsed', { n: changed }),
    lead: () => html`${unchanged > 0 ? t('said.unchanged', { n: unchanged }) : ''}${changed > 0 ? changes(nodes) : ''}`,
    fields: [],
    values: {},
    submit: () => (changed > 0 ? t('said.change', { n: changed }) : t('form.done')),
    async send() {
      if (changed > 0) {
        await send('POST', '/api/v1/nodes/said', body);
        done();
      }
    },
  };
}

function changes(nodes) {
  const shown = nodes.slice(0, SHOWN);
  return html`<ul class="changes">${shown.map(({ id, before, after }) => html`<li><b>${id}</b> ${Object.keys(after).map(
    (name) => html`<span class="change">${t(`said.${name}`)} <s>${words(before[name])}</s> → ${words(after[name])}</span>`,
  )}</li>`)}</ul>${nodes.length > SHOWN ? html`<p class="dim">${t('said.more', { n: nodes.length - SHOWN })}</p>` : ''}`;
}

function words(value) {
  const shown = Array.isArray(value) ? value.join(', ') : value;
  return shown || '–';
}
