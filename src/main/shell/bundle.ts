import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { ProtocolResponse } from 'electron';

/** The window's address. A scheme of our own: `file://` would let it read the whole disk. */
export const BUNDLE_SCHEME = 'app';
export const BUNDLE_ORIGIN = `${BUNDLE_SCHEME}://kaptar`;
export const START_PAGE = `${BUNDLE_ORIGIN}/index.html`;

/** The kinds of file a bundle is made of; anything else in the folder is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Whether an address lies in the bundle. */
export function isBundleUrl(url: string): boolean {
  return url === BUNDLE_ORIGIN || url.startsWith(`${BUNDLE_ORIGIN}/`);
}

/**
 * The policy sent with every answer. Styles may also carry the page's nonce, since the component kit writes
 * style elements at run time; scripts may not.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Answers requests for an address of `app://` with files whose real path lies in `dir`, and with nothing else. */
export function createBundleServer(dir: string): (url: string) => Promise<ProtocolResponse> {
  const root = realpathSync(dir);

  const find = async (url: string): Promise<{ file: string; type: string } | undefined> => {
    if (!isBundleUrl(url)) return undefined;
    const path = decodeURIComponent(new URL(url).pathname);
    const type = contentTypes[extname(path)];
    if (!type) return undefined;
    // The real path, so that neither `..` nor a link leads out of the folder.
    const file = await realpath(join(root, path));
    return file.startsWith(root + sep) ? { file, type } : undefined;
  };

  return async (url) => {
    const found = await find(url).catch(() => undefined);
    const body = found && (await readFile(found.file).catch(() => undefined));
    const nonce = randomBytes(18).toString('base64');
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      // A page from the cache would carry a nonce that no longer holds.
      'Cache-Control': 'no-store',
    };
    if (!found || !body) return { statusCode: 404, headers, data: Buffer.from('Not found') };
    const data = found.type.startsWith('text/html') ? withNonce(body, nonce) : body;
    return { statusCode: 200, headers: { ...headers, 'Content-Type': found.type }, data };
  };
}

/** Tells the page its nonce, in the place that index.html keeps for it. */
function withNonce(html: Buffer, nonce: string): Buffer {
  return Buffer.from(
    html.toString('utf8').replace(/(<meta name="style-nonce" content=")[^"]*/, `$1${nonce}`),
  );
}
