// What became of a test mail.
import { deliveryLook } from './tickets.js';

const GAP_MILLIS = 60_000; // the next one is refused for as long
const UNHEARD_MILLIS = 120_000; // mails to one person go a minute apart

/** Whether it is too early for another one. */
export function waits(last, now) {
  return last?.asked ? now - Date.parse(last.asked) < GAP_MILLIS : false;
}

/** {mark, tone, key}: key is accepted, refused, failed, sending, waiting (nothing yet) or unheard (nothing for too long). */
export function mailTestLook({ asked, state }, now) {
  const key = state ?? (now - Date.parse(asked) < UNHEARD_MILLIS ? 'waiting' : 'unheard');
  return { ...(key === 'unheard' ? deliveryLook('failed') : deliveryLook(state)), key };
}
