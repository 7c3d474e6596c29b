// The end of a node or a service that is no more: it names what ends, and what would bring it back.
import { t } from '../../public/i18n.js';
import { send } from '../net/api.js';
import { openForm } from '../parts/form-dialog.js';

const RUNS = ['alive', 'leaving']; // states of a node that may still speak

export function retireNode({ cluster, node, state }, instances, done) {
  retire('nodes', cluster, node, () => `${t('retire.nodeLead', { n: instances })} ${RUNS.includes(state) ? t('retire.speaks') : ''} ${t('retire.back')}`, done);
}

export function retireService({ cluster, service, upNodes = [] }, done) {
  retire('services', cluster, service, () => `${t('retire.serviceLead')} ${upNodes.length > 0 ? t('retire.runs', { nodes: upNodes.join(', ') }) : ''} ${t('retire.back')}`, done);
}

function retire(view, cluster, name, lead, done) {
  openForm({
    title: () => t('retire.title', { name }),
    lead,
    fields: [],
    values: {},
    submit: () => t('retire.act'),
    danger: true,
    async send() {
      await send('POST', `/api/v1/${view}/${encodeURIComponent(cluster)}/${encodeURIComponent(name)}/retire`);
      done();
    },
  });
}
