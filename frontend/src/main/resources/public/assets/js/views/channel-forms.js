// Forms of channels. A secret is named here and never typed: it lies in a file where notify runs.
import { t } from '../../public/i18n.js';
import { SEVERITIES } from '../model/alerts.js';
import { get, Problem, send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';

export const CHANNELS_URL = '/api/v1/channels';
export const channelUrl = (name) => `${CHANNELS_URL}/${encodeURIComponent(name)}`;

const tracker = ({ kind }) => kind === 'tracker';
const KINDS = ['webhook', 'chat', 'tracker'];

const NAME = { name: 'name', required: true, label: () => t('channels.name') };
const KIND = { name: 'kind', kind: 'choice', label: () => t('column.kind'), options: () => KINDS.map((kind) => [kind, t(`channel.${kind}`)]) };
const FIELDS = [
  { name: 'address', wide: true, required: true, label: () => t('channels.address'), hint: () => t('channels.addressHint', { hole: '{{secret}}' }) },
  { name: 'plain', kind: 'check', label: () => t('channels.plain'), hint: () => t('channels.plainHint') },
  { name: 'secret', label: () => t('channels.secret'), hint: () => t('channels.secretHint') },
  { name: 'template', shown: tracker, required: true, label: () => t('channels.template'), hint: () => t('channels.templateHint') },
  { name: 'settings', kind: 'area', wide: true, shown: tracker, label: () => t('channels.settings'), hint: () => t('channels.settingsHint') },
  { name: 'apps', kind: 'names', wide: true, label: () => t('silence.apps'), hint: () => t('channels.appsHint') },
  { name: 'least', kind: 'choice', label: () => t('person.least'), options: () => [['', t('person.leastAny')], ...SEVERITIES.map((severity) => [severity, t('person.leastOf', { severity: t(`severity.${severity}`) })])] },
  { name: 'language', kind: 'choice', label: () => t('column.language'), options: () => [['en', 'English'], ['fr', 'Français']] },
  { name: 'body', kind: 'area', wide: true, shown: (values) => !tracker(values), label: () => t('channels.body'), hint: () => t('channels.bodyHint', { fields: '{{text}}, {{severity}}, {{link}}' }) },
  { name: 'enabled', kind: 'check', label: () => t('channels.enabled') },
];

const EMPTY = { name: '', kind: 'webhook', address: '', plain: false, secret: '', template: '', settings: '', apps: [], least: '', language: 'en', body: '', enabled: true };

function valuesOf(channel) {
  const settings = Object.entries(channel.settings).map(([key, value]) => `${key}=${value}`).join('\n');
  return { ...channel, settings, least: channel.least ?? '', language: channel.language || 'en' };
}

function wish({ kind, address, plain, secret, template, settings, apps, least, language, body, enabled }) {
  const own = kind === 'tracker' ? { template: template.trim(), settings: settingsOf(settings) } : { body };
  return { kind, address: address.trim(), plain, secret: secret.trim(), apps, least: least || null, language, enabled, ...own };
}

function settingsOf(text) {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const wrong = lines.find((line) => line.indexOf('=') < 1);
  if (wrong) {
    throw new Problem({ status: 400, detail: t('channels.noSetting', { value: wrong }) });
  }
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]));
}

/** done() is called when it is made. */
export function newChannel(done) {
  openForm({
    title: () => t('channels.new'),
    lead: () => t('channels.formLead'),
    fields: [NAME, KIND, ...FIELDS],
    values: EMPTY,
    submit: () => t('form.make'),
    async send(values) {
      await send('PUT', channelUrl(values.name.trim()), { ...wish(values), n: 0 });
      done();
    },
  });
}

export function editChannel(channel, done) {
  let { n } = channel;
  const { name, kind } = channel;
  openForm({
    title: () => t('channels.editOf', { name }),
    lead: () => t('channels.formLead'),
    fields: FIELDS,
    values: valuesOf(channel),
    submit: () => t('form.save'),
    async send(values) {
      await send('PUT', channelUrl(name), { ...wish({ ...values, kind }), n });
      done();
    },
    async again() {
      const now = await get(channelUrl(name));
      n = now.n;
      return valuesOf(now);
    },
  });
}

export function deleteChannel(name, done) {
  openForm({
    title: () => t('channels.deleteOf', { name }),
    lead: () => t('channels.deleteLead'),
    fields: [],
    values: {},
    submit: () => t('form.delete'),
    danger: true,
    async send() {
      await send('DELETE', channelUrl(name));
      done();
    },
  });
}

export function testChannel(name, done) {
  openForm({
    title: () => t('channels.testOf', { name }),
    lead: () => t('channels.testLead'),
    fields: [],
    values: {},
    submit: () => t('channels.test'),
    async send() {
      await send('POST', `${channelUrl(name)}/test`, {});
      done();
    },
  });
}
