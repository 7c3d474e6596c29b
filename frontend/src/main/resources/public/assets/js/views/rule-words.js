// A rule of alerts in a sentence.
import { t } from '../../public/i18n.js';
import { span } from '../model/time.js';

export const seconds = (count) => span(count * 1000, t('unit.day'));

/** alert: of which it is; null for the rule alone. */
export function ruleWords({ now }, alert = null) {
  if (!now.enabled) {
    return t('rules.off');
  }
  const raised = now.holdSeconds === 0 ? t('rules.atOnce') : t('rules.hold', { time: seconds(now.holdSeconds) });
  const escalates = now.escalateSeconds === 0 ? '' : ` ${t('rules.escalates', { time: seconds(now.escalateSeconds) })}`;
  const where = alert?.production ? 'production' : 'other';
  const severity = alert ? t(`rules.in.${where}`, { severity: t(`severity.${now[where]}`) }) : '';
  return `${raised} ${severity}${escalates}`;
}
