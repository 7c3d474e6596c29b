// The forms of what people made: a new one, a change, the end of one.
import { t } from '../../public/i18n.js';
import { formatTerm } from '../model/filter.js';
import { listUrl, recordUrl } from '../model/route.js';
import { get, Problem, send, TAKEN } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';

/** done(name) is called when it is made. Fails when what is offered to choose from cannot be read. */
export async function newRecord(record, done) {
  const name = { name: 'name', label: record.nameLabel, hint: record.nameHint, required: true };
  const fields = [name, ...(await record.fields(null))];
  openForm({
    title: record.new,
    fields,
    values: record.blank ?? {},
    submit: () => t('form.make'),
    async send({ name, ...values }) {
      const url = recordUrl(record.view, name.trim());
      await requireFree(record, name.trim());
      await send('PUT', url, { ...record.body(values), n: 0 });
      done(name.trim());
    },
  });
}

// n = 0 is refused of what people changed before, not of what was there from the beginning
async function requireFree(record, name) {
  const { rows } = await get(listUrl(record.view, { q: [formatTerm('id', '=', name)] }, 1));
  if (rows.some(record.taken)) {
    throw new Problem({ status: 409, type: TAKEN });
  }
}

/** done() is called when it is changed. Fails as newRecord does. */
export async function editRecord(record, answer, done) {
  const { id } = record.row(answer);
  let { n } = record.row(answer);
  openForm({
    title: () => `${record.edit()} · ${id}`,
    fields: await record.fields(answer),
    values: record.values(answer),
    submit: () => t('form.save'),
    async send(values) {
      await send('PUT', recordUrl(record.view, id), { ...record.body(values), n });
      done();
    },
    async again() {
      const now = await get(recordUrl(record.view, id));
      n = record.row(now).n;
      return record.values(now);
    },
  });
}

export function removeRecord(record, answer, done) {
  const { id } = record.row(answer);
  openForm({
    title: () => record.remove(id),
    lead: () => record.removeLead(answer),
    fields: [],
    values: {},
    submit: () => t('form.delete'),
    danger: true,
    async send() {
      await send('DELETE', recordUrl(record.view, id));
      done();
    },
  });
}
