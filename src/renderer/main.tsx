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
import { adoptStyleNonce } from './style-nonce.ts';

const firstPreferences = { theme: 'auto', language: 'auto' } as const;
const systemLanguage = () =>
  call('app.info', {}).then(
    (info) => info.systemLanguage,
    () => 'en' as const,
  );

const styleNonce = adoptStyleNonce();
// Asked for before the first paint, or a dark window would flash white, and a Georgian one English.
const { theme, language } = await call('preferences.get', {}).catch(() => firstPreferences);
await Promise.all([
  startWords(language === 'auto' ? await systemLanguage() : language),
  // Words that are drawn in another face first would jump.
  document.fonts.load('1em "Inter Variable"'),
]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App theme={theme} styleNonce={styleNonce} />
    </StrictMode>,
  );
}
