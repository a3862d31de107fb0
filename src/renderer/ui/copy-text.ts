/**
 * Puts a text on the clipboard; false where the system did not let it. The shell grants the window no
 * permission, `navigator.clipboard` included; copying by command needs none, only the operator's click.
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill, { once: true });
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- see above: its successor asks for a permission
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill);
  }
}
