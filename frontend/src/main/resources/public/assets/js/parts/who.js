// People and groups who answer for something or read it: shown, chosen, sent.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { get } from '../net/api.js';
import { listOf } from './facts.js';
import { filterHref } from './links.js';

const MOST_OFFERED = 1000;

/** view: the list that a click on a name leads to, filtered by it; none: what is said of nobody. */
export function whoList({ people, groups }, view, none = t('who.nobody')) {
  const link = (name) => (view ? html`<a href=${filterHref(view, 'responsibles', name)}>${name}</a>` : name);
  const names = [
    ...people.map(link),
    ...groups.map((name) => html`${link(name)} <span class="dim">${t('who.group')}</span>`),
  ];
  return names.length === 0 ? html`<span class="dim">${none}</span>` : listOf(names);
}

/** Those whom one may choose among: {people, groups}, each {name, about}. */
export async function offered() {
  const [people, groups] = await Promise.all(['people', 'groups'].map((list) => get(`/api/v1/${list}?limit=${MOST_OFFERED}`)));
  return {
    people: people.rows.map(({ id, fullName }) => ({ name: id, about: fullName })),
    groups: groups.rows.map(({ id, description }) => ({ name: id, about: description })),
  };
}

const RESPONSIBLES = [
  { name: 'responsiblePeople', label: () => t('who.responsiblePeople') },
  { name: 'responsibleGroups', label: () => t('who.responsibleGroups') },
];
const READERS = [
  { name: 'readerPeople', label: () => t('who.readerPeople') },
  { name: 'readerGroups', label: () => t('who.readerGroups') },
];

/** Fields of a form; choice as offered() tells. */
export function whoFields(choice, responsibles = true) {
  return [...(responsibles ? RESPONSIBLES : []), ...READERS].map((field) => ({
    ...field,
    kind: 'names',
    hint: () => t('form.addName'),
    offered: field.name.endsWith('Groups') ? choice.groups : choice.people,
  }));
}

/** {responsibles, readers} ↔ values of those fields. */
export function whoValues({ responsibles, readers }) {
  return {
    responsiblePeople: responsibles.people,
    responsibleGroups: responsibles.groups,
    readerPeople: readers.people,
    readerGroups: readers.groups,
  };
}

export function whoBody({ responsiblePeople = [], responsibleGroups = [], readerPeople = [], readerGroups = [] }) {
  return {
    responsibles: { people: responsiblePeople, groups: responsibleGroups },
    readers: { people: readerPeople, groups: readerGroups },
  };
}
