import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder `resources`: beside the bundle in a package, at the top of the checkout otherwise. */
export function findResources(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'resources', 'sample-contacts.csv'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('The folder "resources" of Kaptar is missing. Install Kaptar again.');
    folder = parent;
  }
  return join(folder, 'resources');
}
