/**
 * Reads the nonce that the shell wrote into the page and hands it to the one library that cannot be
 * given it as a prop: the scroll lock of dialogs, which asks a webpack global.
 */
export function adoptStyleNonce(): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  return nonce;
}
