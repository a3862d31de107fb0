import { resolve } from 'node:path';

/**
 * The folder that replaces the system's own place for the app's data, where one is named: by
 * `--data-dir=DIR`, else by KAPTAR_DATA_DIR. Tests and second installations use it.
 */
export function findDataFolder(args: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const flag = '--data-dir=';
  const named = args.find((arg) => arg.startsWith(flag))?.slice(flag.length) ?? env['KAPTAR_DATA_DIR'];
  return named ? resolve(named) : undefined;
}
