import { language, setLanguage, t } from './i18n.js';
import { preferences } from './preferences.js';

const form = document.getElementById('sign-in');
const error = document.getElementById('error');
const languageButton = document.getElementById('language');
const themeButton = document.getElementById('theme');
const providerLink = document.getElementById('provider');
let shown = { refused: 'login.notVouched', away: 'login.providerAway', late: 'login.late', tooMany: 'login.tooMany' }[
  new URLSearchParams(location.search).get('why')] ?? null;
let provider = '';

function show(key) {
  shown = key;
  error.textContent = key ? t(key) : '';
}

function words() {
  for (const node of document.querySelectorAll('[data-t]')) {
    node.textContent = t(node.dataset.t);
  }
  const other = language() === 'fr' ? 'en' : 'fr';
  languageButton.textContent = other === 'fr' ? 'Français' : 'English';
  languageButton.lang = other;
  themeButton.textContent = t(`theme.${preferences.get('theme')}`);
  document.title = t('login.title');
  providerLink.hidden = !provider;
  providerLink.textContent = t('login.provider', { name: provider });
  show(shown);
}

async function ways() {
  try {
    const answer = await fetch('/api/v1/session/ways');
    provider = answer.ok ? ((await answer.json()).provider ?? '') : '';
  } catch {
    // whoever signs in with a password is told that the collector does not answer
    provider = '';
  }
  providerLink.href = `/api/v1/session/oidc?screen=${encodeURIComponent(location.hash)}`;
  words();
}

// the fragment survives the redirect to the sign-in page: it is the screen that was asked for
function enter() {
  location.replace(`/${location.hash}`);
}

async function signIn(event) {
  event.preventDefault();
  show(null);
  const user = form.elements.user.value.trim();
  const password = form.elements.password.value;
  if (!user || !password) {
    show('login.incomplete');
    (user ? form.elements.password : form.elements.user).focus();
    return;
  }
  const button = form.querySelector('button.primary');
  button.disabled = true;
  try {
    const answer = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vigie-request': '1' },
      body: JSON.stringify({ user, password }),
    });
    if (answer.ok) {
      enter();
      return;
    }
    show({ 401: 'login.refused', 429: 'login.tooMany', 503: 'login.away' }[answer.status] ?? 'login.failed');
  } catch {
    show('login.unreachable');
  }
  button.disabled = false;
  form.elements.password.select();
}

languageButton.addEventListener('click', () => {
  setLanguage(language() === 'fr' ? 'en' : 'fr');
  words();
});
themeButton.addEventListener('click', () => {
  preferences.nextTheme();
  words();
});
form.addEventListener('submit', signIn);
words();
form.elements.user.focus();
ways();
