// What went wrong, where, and the next step.
import { html, nothing } from 'lit';
import { t } from '../../public/i18n.js';

export function problemText(problem) {
  if (problem.title === 'unreachable') {
    return t('problem.unreachable');
  }
  return problem.detail || problem.title || t('problem.status', { status: problem.status });
}

export function problemPanel(problem, retry) {
  return html`<div class="problem" role="alert">
    <p><b>${problem.status === 404 ? t('problem.missing') : t('problem.title')}</b> ${problemText(problem)}</p>
    ${retry ? html`<button type="button" class="quiet" @click=${retry}>${t('problem.retry')}</button>` : nothing}
  </div>`;
}
