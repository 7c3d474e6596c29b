// <alert-counts>: how many alerts nobody knows of yet, by severity, in the bar of every view. The title and the icon carry the worst.
import { html, LitElement } from 'lit';
import { number, t } from '../../public/i18n.js';
import { severityLook, SEVERITIES } from '../model/alerts.js';
import { formatRoute, UNSILENCED } from '../model/route.js';
import { LiveAnswer } from '../parts/live-answer.js';
import { PreferenceController } from '../parts/preference-controller.js';

class AlertCounts extends LitElement {
  constructor() {
    super();
    this.counts = new LiveAnswer(this, 'alert');
    this.counts.ask('/api/v1/alerts/counts');
    new PreferenceController(this);
  }

  createRenderRoot() {
    return this;
  }

  updated() {
    this.dispatchEvent(new CustomEvent('critical', { detail: this.counts.answer?.critical ?? 0 }));
  }

  render() {
    return html`<ul class="alert-counts" aria-label=${t('alert.counts')}>${SEVERITIES.map((severity) => {
      const count = this.counts.answer?.[severity];
      const { mark, tone } = severityLook(severity);
      const words = t('alert.countHint', { severity: t(`severity.${severity}`), n: count ?? 0 });
      return html`<li><a class="tone-${tone} ${count ? '' : 'zero'}" title=${words}
        href=${formatRoute({ view: 'problems', q: [UNSILENCED, `severity=${severity}`, 'acknowledged=empty'] })}
        ><span class="mark" aria-hidden="true">${mark}</span><b>${count === undefined ? '–' : number(count)}</b><span class="hidden-text"> ${t(`severity.${severity}`)}</span></a></li>`;
    })}</ul>`;
  }
}

customElements.define('alert-counts', AlertCounts);
