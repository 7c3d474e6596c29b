// What people made, each with a page and a form: apps, people, groups.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import { recordUrl } from '../model/route.js';
import { moment } from '../model/time.js';
import { fact, listOf } from '../parts/facts.js';
import { filterHref, recordLink } from '../parts/links.js';
import { stateChip } from '../parts/state.js';
import { offered, whoBody, whoFields, whoList, whoValues } from '../parts/who.js';
import { when } from './action-columns.js';
import { EVERY_APP, NO_APP, ofApp } from './app-columns.js';
import { NODES, SERVICES } from './kinds.js';
import { unsorted } from './page-tables.js';
import { ROLES } from './people-columns.js';
import { chainFacts, chainField, chainFrom, chainText, onCallFacts, toldFields, toldFrom, toldValues } from './told-fields.js';
import { ticketsOfApp } from './ticket-sections.js';

const administers = (session) => session?.role === 'administrator';
const description = { name: 'description', kind: 'area', label: () => t('column.description') };

const SERVICES_OF_APP = { ...SERVICES, sectionColumns: unsorted(SERVICES.columns.filter(({ key }) => key !== 'app')) };
const NODES_OF_APP = { ...NODES, sectionColumns: unsorted(NODES.columns.filter(({ key }) => !['cpu', 'memory', 'agent', 'team'].includes(key))) };

// those its services are on, and those that people say belong to it
const nodesOf = (id) => `${formatTerm('apps', '=', id)} or ${formatTerm('app', '=', id)}`;

/**
 * view: its list; row(answer): its row in the list; lead(answer): what has to be explained; makes(session), edits(answer,
 * session), deletes(answer, session): what a person may; taken(row): whether its name is not free for a new one;
 * fields(answer): of its form, answer null for a new one; values and body: answer → values of the form → what is sent;
 * blank: values of a new one that are not empty; sections: lists on its page; mailTest(answer, session): where test mails are
 * asked for, by whoever may.
 */
export const APP = {
  view: 'apps',
  nameLabel: () => t('column.code'),
  nameHint: () => t('app.nameHint'),
  new: () => t('app.new'),
  edit: () => t('app.edit'),
  remove: (name) => t('app.delete', { name }),
  removeLead: ({ app }) => t('app.deleteLead', { name: app.id, services: app.services }),
  row: ({ app }) => app,
  lead: ({ app }) => (app.id === NO_APP ? t('app.none') : app.id === EVERY_APP ? t('app.every') : app.description),
  makes: administers,
  taken: ({ n }) => n > 0, // one that only services name is not made yet
  edits: ({ editable }) => editable,
  deletes: ({ app }, session) => administers(session) && app.id !== NO_APP && app.n > 0,
  async fields(answer) {
    return [
      description,
      { name: 'shared', kind: 'check', label: () => t('app.shared'), hint: () => t('app.sharedHint') },
      ...whoFields(await offered(), answer?.app.id !== EVERY_APP),
      ...(answer?.app.id === EVERY_APP ? [] : [chainField]),
    ];
  },
  values: (answer) => ({ ...answer.app, ...whoValues(answer), chain: chainText(answer.chain) }),
  body: ({ description, shared, chain = '', ...who }) => ({ description, shared, ...whoBody(who), chain: chainFrom(chain) }),
  facts: ({ app, responsibles, readers, chain }) => html`
    ${app.id === EVERY_APP ? nothing : fact(t('who.responsibles'), whoList(responsibles, 'services', t('apps.nobody')))}
    ${fact(t('app.chain'), chainFacts(chain))}
    ${fact(t('who.readers'), whoList(readers, null))}
    ${fact(t('column.shared'), app.shared ? t('app.sharedYes') : t('app.sharedNo'))}
    ${fact(t('column.unavailable'), app.unavailable === 0 ? '' : html`${stateChip('down')} ${app.unavailable}`)}`,
  sections: ({ app }) =>
    app.id === EVERY_APP
      ? []
      : [
          ticketsOfApp(app.id),
          { kind: SERVICES_OF_APP, route: { view: 'services', by: 'service', q: [ofApp(app.id)] }, none: t('app.noServices') },
          { kind: NODES_OF_APP, route: { view: 'nodes', q: [nodesOf(app.id)] }, none: t('app.noNodes') },
        ],
};

const answersFor = (name) => listOf(
  ['apps', 'services', 'nodes'].map((view) => html`<a href=${filterHref(view, 'responsibles', name)}>${t(`nav.${view}`)}</a>`),
);

export const PERSON = {
  view: 'people',
  nameLabel: () => t('column.account'),
  nameHint: () => t('person.nameHint'),
  new: () => t('person.new'),
  edit: () => t('person.edit'),
  remove: (name) => t('person.delete', { name }),
  removeLead: ({ id }) => t('person.deleteLead', { name: id }),
  row: (person) => person,
  lead: ({ fullName }) => fullName,
  makes: administers,
  taken: () => true,
  edits: (person, session) => administers(session),
  deletes: (person, session) => administers(session),
  fields: async (person) => [
    { name: 'fullName', label: () => t('column.fullName') },
    { name: 'mail', label: () => t('column.mail') },
    { name: 'role', kind: 'choice', label: () => t('column.role'), hint: () => t('person.roleHint'), options: () => ROLES.map((role) => [role, t(`role.${role}`)]) },
    { name: 'language', kind: 'choice', label: () => t('person.language'), options: () => [['en', 'English'], ['fr', 'Français']] },
    ...toldFields,
    { name: 'password', kind: 'password', label: () => t('person.password'), hint: () => (person ? t('person.passwordKeep') : t('person.passwordNew')) },
    { name: 'disabled', kind: 'check', label: () => t('person.disable'), hint: () => t('person.disableHint') },
  ],
  values: (person) => ({ ...person, ...toldValues(person), password: '' }),
  body: ({ password, ...person }) => ({ ...toldFrom(person), ...(password === '' ? {} : { password }) }),
  blank: { role: 'viewer', language: 'fr' },
  facts: (person) => html`
    ${fact(t('column.role'), t(`role.${person.role}`))}
    ${fact(t('column.disabled'), person.disabled ? html`<b class="lacking">${t('person.disabled')}</b>` : t('person.enabled'))}
    ${fact(t('column.mail'), person.mail === '' ? html`<span class="dim">${t('person.noMail')}</span>` : html`<a href="mailto:${person.mail}">${person.mail}</a>`)}
    ${onCallFacts(person)}
    ${fact(t('column.language'), person.language === 'fr' ? 'Français' : 'English')}
    ${fact(t('column.memberOf'), listOf(person.groups.map((name) => recordLink('groups', name))))}
    ${fact(t('who.answersFor'), answersFor(person.id))}
    ${fact(t('person.created'), when(person.created))}
    ${fact(t('column.lastSeen'), moment(person.lastSeen) === null ? '' : html`<since-time .at=${moment(person.lastSeen)}></since-time>`)}`,
  sections: () => [],
  mailTest: ({ id }, session) => (administers(session) ? `${recordUrl('people', id)}/mail-test` : null),
};

export const GROUP = {
  view: 'groups',
  nameLabel: () => t('column.group'),
  nameHint: () => t('group.nameHint'),
  new: () => t('group.new'),
  edit: () => t('group.edit'),
  remove: (name) => t('group.delete', { name }),
  removeLead: ({ id, members }) => t('group.deleteLead', { name: id, n: members.length }),
  row: (group) => group,
  lead: ({ description }) => description,
  makes: administers,
  taken: () => true,
  edits: (group, session) => administers(session),
  deletes: (group, session) => administers(session),
  async fields() {
    const { people } = await offered();
    return [description, { name: 'members', kind: 'names', label: () => t('column.members'), hint: () => t('form.addName'), offered: people }];
  },
  values: (group) => group,
  body: (group) => group,
  facts: ({ id, members }) => html`
    ${fact(t('column.members'), members.length === 0 ? html`<span class="dim">${t('group.noMembers')}</span>` : listOf(members.map((name) => recordLink('people', name))))}
    ${fact(t('who.answersFor'), answersFor(id))}`,
  sections: () => [],
};

export const RECORDS = { apps: APP, people: PERSON, groups: GROUP };
