import { userInfo } from 'node:os';

/** The system's name of the user who runs this process; a system without an entry for them (a container) has none. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}
