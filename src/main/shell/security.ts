import { type App, protocol, type Session, shell, type WebContents } from 'electron';
import { BUNDLE_SCHEME, createBundleServer, isBundleUrl } from './bundle.ts';
import { GOOGLE_ENDPOINTS } from './google-sign-in.ts';

/** The only pages that the window may open, in the system's browser: the providers' own sites. */
const openableOrigins = ['https://devsms.uz', 'https://ubill.dev', 'https://mobsms.cloud'];

/** What must be said before Electron is ready. */
export function secureProcess(app: App): void {
  // Electron started with `--no-sandbox` (root, containers: development only) dies of being told otherwise.
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    {
      scheme: BUNDLE_SCHEME,
      privileges: { standard: true, secure: true, codeCache: true },
    },
  ]);
  app.on('web-contents-created', (_event, contents) => {
    denyLeaving(contents);
  });
}

/** Serves the bundle to the window's session and cuts that session off from everything else. */
export function secureSession(session: Session, bundleDir: string, devTools: boolean): void {
  const serve = createBundleServer(bundleDir);
  // Its successor, `handle`, speaks in `Request` and `Response`, for which Node reads all of undici while the window waits.
  session.protocol.registerBufferProtocol(BUNDLE_SCHEME, ({ url }, answer) => void serve(url).then(answer));
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    // Chromium's own developer tools are pages too, with an address of their own.
    const allowed = isBundleUrl(url) || (devTools && url.startsWith('devtools://'));
    answer({ cancel: !allowed });
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** The window shows one page and stays on it, whatever runs in it. */
function denyLeaving(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url, ({ origin }) => openableOrigins.includes(origin));
    return { action: 'deny' };
  });
  // WebRTC opens sockets that no request filter sees.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Opens Google's page for signing in, and no other, in the system's browser. For the shell, not the window. */
export function openGoogleSignIn(url: string): Promise<void> {
  return openExternal(url, ({ origin, pathname }) => origin + pathname === GOOGLE_ENDPOINTS.authorize);
}

/** The one door to the system's browser. What is not allowed is not opened, without a word. */
async function openExternal(url: string, isAllowed: (url: URL) => boolean): Promise<void> {
  if (URL.canParse(url) && isAllowed(new URL(url))) await shell.openExternal(url);
}
