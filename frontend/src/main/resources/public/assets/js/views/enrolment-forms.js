// Forms of enrolment tokens: a new one, which is shown this once with what to do with it, and the end of one.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { freeName } from '../model/form.js';
import { send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';
import { tokenItself } from './token-forms.js';

export const ENROLMENTS_URL = '/api/v1/enrolments';

const HOURS = [1, 24, 168, 744];

const FIELDS = [
  { name: 'name', required: true, label: () => t('token.name'), hint: () => t('token.nameHint') },
  { name: 'names', required: true, label: () => t('enrolments.names'), hint: () => t('enrolments.namesHint') },
  { name: 'cluster', required: true, label: () => t('enrolments.cluster') },
  { name: 'uses', required: true, narrow: true, label: () => t('enrolments.uses') },
  { name: 'hours', kind: 'choice', narrow: true, label: () => t('token.days'), options: () => HOURS.map((hours) => [String(hours), hours < 24 ? t('enrolments.nHours', { n: hours }) : t('token.nDays', { n: hours / 24 })]) },
  { name: 'known', kind: 'check', wide: true, label: () => t('enrolments.known'), hint: () => t('enrolments.knownHint') },
];

/** enrolments: those there are; done() is called when there is one more. */
export function newEnrolment(enrolments, done) {
  openForm({
    title: () => t('enrolments.new'),
    lead: () => t('enrolments.newLead'),
    fields: FIELDS,
    values: { name: freeName(t('enrolments.usualName'), enrolments.map(({ name }) => name)), names: '', cluster: 'default', uses: '1', hours: '24', known: false },
    first: 'names',
    submit: () => t('form.make'),
    async send({ name, names, cluster, uses, hours, known }) {
      const made = await send('POST', ENROLMENTS_URL, { name: name.trim(), names: names.trim(), cluster: cluster.trim(), uses: Number(uses) || 0, hours: Number(hours), known });
      done();
      return shown(made);
    },
  });
}

function shown({ name, token }) {
  return {
    title: () => t('token.made', { name }),
    lead: () => t('token.madeLead'),
    fields: [
      tokenItself(token),
      {
        name: 'command',
        kind: 'shown',
        wide: true,
        content: () => html`<p class="hint">${t('enrolments.then')}</p><pre class="command">vigie-agent join --server ${location.origin} --token-file -</pre>`,
      },
    ],
    values: {},
    submit: () => t('token.kept'),
    send: async () => {},
  };
}

export function deleteEnrolment(name, done) {
  openForm({
    title: () => t('token.deleteOf', { name }),
    lead: () => t('enrolments.deleteLead'),
    fields: [],
    values: {},
    submit: () => t('token.delete'),
    danger: true,
    async send() {
      await send('DELETE', `${ENROLMENTS_URL}/${encodeURIComponent(name)}`);
      done();
    },
  });
}
