import './no-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-georgian/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { call } from './api.ts';
import { App } from './app.tsx';
import { startWords } from './i18n.ts';
import { adoptStyleNonce } from './style-nonce.ts';

const styleNonce = adoptStyleNonce();
// Words that are drawn in another face first would jump.
await Promise.all([startWords(), document.fonts.load('1em "Inter Variable"')]);
// Asked for before the first paint, or a dark window would flash white.
const theme = await call('preferences.get', {}).then(
  (preferences) => preferences.theme,
  () => 'auto' as const,
);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App theme={theme} styleNonce={styleNonce} />
    </StrictMode>,
  );
}
