import './no-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-georgian/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/charts/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { call } from './api.ts';
import { App } from './app.tsx';
import { startWords } from './i18n.ts';
import { fetchTheRest } from './later.tsx';
import { adoptStyleNonce } from './style-nonce.ts';

const firstPreferences = { theme: 'auto', language: 'auto' } as const;
const systemLanguage = () =>
  call('app.info', {}).then(
    (info) => info.systemLanguage,
    () => 'en' as const,
  );

const styleNonce = adoptStyleNonce();
// Words that are drawn in another face first would jump.
const face = document.fonts.load('1em "Inter Variable"');
// Asked for before the first paint, or a dark window would flash white, and a Georgian one English.
const [{ theme, language }, spoken] = await Promise.all([
  call('preferences.get', {}).catch(() => firstPreferences),
  systemLanguage(),
]);
await Promise.all([startWords(language === 'auto' ? spoken : language), face]);

// Known before anything is drawn: being sent there would draw the window twice.
if (location.hash === '') location.replace('#/campaigns');

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App theme={theme} styleNonce={styleNonce} />
    </StrictMode>,
  );
}

/** By then the first screen has its data, ms; until then the code of others would be in its way. */
const REST_AFTER = 1500;
setTimeout(fetchTheRest, REST_AFTER);
