// Words of the screens. A key that a dictionary lacks is a failed test, never a blank on screen.
import en from './i18n/en.js';
import fr from './i18n/fr.js';
import { preferences } from './preferences.js';

const DICTIONARIES = { en, fr };
const plurals = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') };

export function language() {
  return globalThis.document?.documentElement.lang === 'fr' ? 'fr' : 'en';
}

export function setLanguage(code) {
  document.documentElement.lang = code;
  preferences.set('language', code);
}

/** The text of key with {name} filled in; a key whose value is {zero, one, other} is chosen by params.n; zero may lack. */
export function translate(code, key, params = {}) {
  const entry = DICTIONARIES[code][key];
  if (entry === undefined) {
    return key;
  }
  const text = typeof entry === 'string' ? entry : (params.n === 0 && entry.zero) || (entry[plurals[code].select(params.n)] ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === 'n' ? number(params.n, code) : params[name] ?? ''));
}

export function t(key, params) {
  return translate(language(), key, params);
}

/** Whether there are words for key. */
export function has(key) {
  return key in en;
}

export function number(value, code = language()) {
  return typeof value === 'number' ? value.toLocaleString(code === 'fr' ? 'fr-FR' : 'en-GB') : String(value);
}
