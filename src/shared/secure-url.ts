/**
 * Whether a secret may be sent to, or in, this address: https anywhere, plain http on this machine only, since it must not
 * cross a network in clear. Credentials, a query, a fragment or white space would end up where no path can follow them.
 */
export function isSecureUrl(text: string): boolean {
  // Said of the text: a URL object shows neither an empty query nor a line end that was in it.
  if (/[\s?#]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
