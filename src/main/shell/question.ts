import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';

/** Asks the operator; answers the button's place. A question over a hidden window would never be seen. */
export async function showQuestion(
  window: BrowserWindow | undefined,
  options: MessageBoxOptions,
): Promise<number> {
  const { response } = window?.isVisible()
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options);
  return response;
}
