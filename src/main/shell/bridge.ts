import { BrowserWindow, ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import { privateCalls } from '../../shared/calls/private.ts';
import { shellCalls } from '../../shared/calls/shell.ts';
import { CALL_CHANNEL, DROP_CHANNEL, EVENT_CHANNEL } from '../../shared/channels.ts';
import type { CallOutput, ParsedInput, Reply, ShellCall } from '../../shared/contract.ts';
import { AppError, invalidInput, toErrorData } from '../../shared/errors.ts';
import { BUNDLE_ORIGIN } from './bundle.ts';
import type { EngineEvent, EngineProcess } from './engine-process.ts';
import type { ChosenFiles } from './files.ts';
import type { Secrets } from './secrets.ts';

/** What answers each call of the shell. */
export type ShellHandlers = {
  [C in ShellCall]: (input: ParsedInput<C>, window: BrowserWindow) => CallOutput<C> | Promise<CallOutput<C>>;
};

interface BridgeOptions {
  readonly handlers: ShellHandlers;
  readonly engine: EngineProcess;
  readonly files: ChosenFiles;
  readonly secrets: Secrets;
}

/**
 * Answers the window: the shell's calls here, all others by the engine, which checks their names and inputs itself. It
 * also answers calls that carry secrets, to the shell; those are none of the window's.
 */
export function openBridge({ handlers, engine, files, secrets }: BridgeOptions): void {
  const answer = async (window: BrowserWindow, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (typeof name !== 'string') throw new AppError('invalid-input', 'A call has a name.');
    if (Object.hasOwn(privateCalls, name)) {
      throw new AppError('not-found', `The window has no call "${name}".`, { reason: 'no-call' });
    }
    if (isShellCall(name)) return { ok: true, value: await answerHere(handlers, name, input, window) };
    const reply = await engine.call(name, files.resolve(name, input));
    if (reply.ok && name === 'accounts.remove') await forgetSecrets(secrets, input);
    return reply;
  };

  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) =>
    answerOurPage(event, (window) => answer(window, name, input)),
  );
  ipcMain.handle(DROP_CHANNEL, (event, path: unknown) =>
    answerOurPage(event, async () => ({ ok: true, value: files.drop(path) })),
  );
}

async function answerOurPage(
  { sender, senderFrame }: IpcMainInvokeEvent,
  answer: (window: BrowserWindow) => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> {
  const window = BrowserWindow.fromWebContents(sender);
  try {
    if (!window || !isOurPage(senderFrame, window)) {
      throw new AppError('invalid-input', 'Only the window of Kaptar may ask.', { reason: 'sender' });
    }
    return await answer(window);
  } catch (error) {
    return { ok: false, error: toErrorData(error) };
  }
}

/** Tells one window. */
export function sendTo(window: BrowserWindow, { name, payload }: EngineEvent): void {
  if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
}

/** Tells every window. */
export function tellWindows(event: EngineEvent): void {
  for (const window of BrowserWindow.getAllWindows()) sendTo(window, event);
}

/** Whether a call comes from the page we serve itself, not from something it was made to embed. */
function isOurPage(frame: WebFrameMain | null, window: BrowserWindow): boolean {
  return frame !== null && frame === window.webContents.mainFrame && frame.origin === BUNDLE_ORIGIN;
}

function isShellCall(name: string): name is ShellCall {
  return Object.hasOwn(shellCalls, name);
}

async function answerHere<C extends ShellCall>(
  handlers: ShellHandlers,
  name: C,
  input: unknown,
  window: BrowserWindow,
): Promise<CallOutput<C>> {
  const parsed = shellCalls[name].input.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error, 'invalid-call');
  return handlers[name](parsed.data as ParsedInput<C>, window);
}

/** The store may give the id to another account one day, which must not come with this one's secrets. */
async function forgetSecrets(secrets: Secrets, input: unknown): Promise<void> {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
  if (typeof id === 'number') await secrets.remove(id);
}
