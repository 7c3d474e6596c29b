// Forms of one's own API tokens: a new one, which is shown this once, and the end of one.
import { html } from 'lit';
import { t } from '../../public/i18n.js';
import { freeName } from '../model/form.js';
import { SCOPES, TOKENS_URL, tokenUrl, YEAR } from '../model/tokens.js';
import { Problem, send, TAKEN } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';

const DAYS = ['30', '90', '180', String(YEAR)];

const FIELDS = [
  { name: 'name', label: () => t('token.name'), hint: () => t('token.nameHint'), required: true },
  { name: 'scope', kind: 'choice', label: () => t('token.scope'), options: () => SCOPES.map((scope) => [scope, t(`token.scope.${scope}`)]) },
  { name: 'days', kind: 'choice', label: () => t('token.days'), options: () => DAYS.map((days) => [days, t('token.nDays', { n: Number(days) })]) },
];

/** tokens: those there are; done() is called when there is one more. */
export function newToken(tokens, done) {
  const names = tokens.map(({ name }) => name);
  openForm({
    title: () => t('token.new'),
    lead: () => t('token.newLead'),
    fields: FIELDS,
    values: { name: freeName(t('token.usualName'), names), scope: 'read', days: '90' },
    submit: () => t('form.make'),
    async send({ name, scope, days }) {
      if (names.includes(name.trim())) {
        throw new Problem({ status: 409, type: TAKEN });
      }
      const made = await send('POST', TOKENS_URL, { name: name.trim(), scope, days: Number(days) });
      done();
      return shown(made);
    },
  });
}

function shown({ name, token }) {
  return {
    title: () => t('token.made', { name }),
    lead: () => t('token.madeLead'),
    fields: [tokenItself(token)],
    values: {},
    submit: () => t('token.kept'),
    send: async () => {},
  };
}

/** A field that shows a token, to be copied. */
export function tokenItself(token) {
  return {
    name: 'token',
    kind: 'shown',
    wide: true,
    content: () => html`<label for="made-token">${t('token.itself')}</label><input id="made-token" type="text" readonly .value=${token} @focus=${({ target }) => target.select()}>`,
  };
}

export function deleteToken(name, done) {
  openForm({
    title: () => t('token.deleteOf', { name }),
    lead: () => t('token.deleteLead'),
    fields: [],
    values: {},
    submit: () => t('token.delete'),
    danger: true,
    async send() {
      await send('DELETE', tokenUrl(name));
      done();
    },
  });
}
