// What people do to tickets: take, assign, comment, close, reopen; one or many, and what became of each is told.
import { t } from '../../public/i18n.js';
import { openForm } from '../parts/form-dialog.js';
import { named, tell } from './ack-forms.js';

const nameOf = ({ id }) => id;
const comment = (required) => ({ name: 'comment', kind: 'area', required, label: () => t('ack.comment'), hint: () => (required ? '' : t('ticket.commentHint')) });
const to = { name: 'to', label: () => t('ticket.to'), hint: () => t('ticket.toHint'), required: true };

const FIELDS = {
  take: [comment(false)],
  assign: [to, comment(false)],
  comment: [comment(true)],
  close: [comment(false)],
  reopen: [comment(false)],
};

/** verb: take, assign, comment, close, reopen; rows of tickets; done() is called when it was told. */
export function actOnTickets(verb, rows, done) {
  openForm({
    title: () => t(`ticket.${verb}Title`, { n: rows.length }),
    lead: () => named(rows.map(nameOf)),
    fields: FIELDS[verb],
    values: {},
    submit: () => t(`ticket.${verb}`),
    send: (values) => tell(rows, nameOf, `/api/v1/tickets/${verb}`, (some) => ({ tickets: some.map(nameOf), ...values }), done, (params) => t('ticket.outcome', params)),
  });
}
