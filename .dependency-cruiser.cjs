/**
 * The layers of docs/architecture.md as law. Each layer lists all that it may reach; everything else is
 * forbidden to it. test/toolchain/layers.test.ts plants a violation of each kind to see that it is caught.
 */

/** A regular expression for any of these packages, wherever npm put them. */
const packages = (...names) => `^(node_modules/)+(@types/)?(${names.join('|')})/`;

/** `from` may reach what it lists, what is its own, and Node itself if `node` is set; nothing else. */
const layer = (name, from, { may, packages: names = [], node = false, comment }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    pathNot: [from, ...may, ...(names.length > 0 ? [packages(...names)] : [])],
    ...(node ? { dependencyTypesNot: ['core'] } : {}),
  },
});

const engine = '^src/main/engine';
const lib = `${engine}/lib/`;
const shared = '^src/shared/';
/** The port, and its parts by what they are about (`queue-store.ts`). */
const storePort = `${engine}/store/[a-z-]*store[.]ts$`;
const providerPort = `${engine}/providers/provider[.]ts$`;
const registry = `${engine}/providers/registry[.]ts$`;
/** What a vendor has beside messages; the calls named after it reach it. */
const vendorClients = `${engine}/providers/(devsms|ubill|mobsms)/(client|prices)[.]ts$`;

module.exports = {
  forbidden: [
    layer('shared', '^src/shared/', {
      may: [],
      packages: ['zod', 'libphonenumber-js', 'luxon', 'croner'],
      comment: 'shared is pure: it runs in every process',
    }),
    {
      name: 'renderer',
      comment: 'the window knows the contract and its own packages, nothing of the machine',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { pathNot: ['^src/renderer/', shared, '^(node_modules/)+(?!electron|better-sqlite3|undici)'] },
    },
    {
      name: 'ui imports no feature',
      comment: 'ui is what every screen is made of: a feature hands its own to it',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/renderer/features/' },
    },
    layer('preload', '^src/preload/', {
      may: [shared],
      packages: ['electron'],
      comment: 'preload is three functions on three channels',
    }),
    {
      name: 'only the shell is Electron',
      comment: 'the engine is plain Node: the command line and the tests run it without Electron',
      severity: 'error',
      from: { pathNot: '^src/(main/index[.]ts$|main/shell/|preload/)' },
      to: { path: packages('electron') },
    },
    {
      name: 'only the store says SQL',
      comment: 'one place holds the invariants of the data',
      severity: 'error',
      from: { pathNot: `${engine}/store/` },
      to: { path: [packages('better-sqlite3'), '^(node:)?sqlite$'] },
    },
    layer('store', `${engine}/store/`, {
      may: [shared, lib],
      packages: ['better-sqlite3'],
      node: true,
      comment: 'the store knows rows, neither vendors nor use cases',
    }),
    layer('providers', `${engine}/providers/`, {
      // A vendor's price list is data that people read and mend.
      may: [shared, lib, '^resources/[^/]+[.]json$'],
      packages: ['undici', 'zod', 'luxon'],
      node: true,
      comment: 'a vendor knows messages and the network, never the store',
    }),
    layer('queue', `${engine}/queue/`, {
      may: [storePort, providerPort, shared, lib],
      node: true,
      comment: 'the queue knows the two ports, never a vendor or a table',
    }),
    layer('callbacks', `${engine}/callbacks/`, {
      may: [providerPort, registry, shared, lib],
      node: true,
      comment: 'the listener knows calls and accounts, never a table or the queue',
    }),
    layer('services', `${engine}/services/`, {
      may: [
        `${engine}/queue/`,
        `${engine}/callbacks/`,
        storePort,
        providerPort,
        registry,
        vendorClients,
        shared,
        lib,
      ],
      packages: ['papaparse', 'hucre', 'zod', 'libphonenumber-js', 'luxon'],
      node: true,
      comment: 'use cases reach the store and the vendors through their ports',
    }),
    layer('ipc', `${engine}/ipc/`, {
      may: [`${engine}/services/`, shared],
      packages: ['zod'],
      comment: 'the router only names the use cases',
    }),
    layer('lib', `${engine}/lib/`, { may: [shared], node: true, comment: 'lib stands below everything' }),
    layer('composition root', `${engine}/(app|rescue|data-folder|process|port-protocol)[.]ts$`, {
      may: [`${engine}/`, '^src/main/sandbox/', shared],
      packages: ['zod'],
      node: true,
      comment: 'app puts the engine together and knows no window',
    }),
    layer('shell', '^src/main/(index[.]ts$|shell/)', {
      may: [`${engine}/port-protocol[.]ts$`, `${engine}/app[.]ts$`, shared],
      packages: ['electron', 'i18next', 'zod'],
      node: true,
      comment: 'the shell talks to the engine over its port only',
    }),
    {
      name: 'shell takes types only',
      comment: 'code of the engine in the main process would freeze the windows',
      severity: 'error',
      from: { path: '^src/main/(index[.]ts$|shell/)' },
      to: { path: engine, dependencyTypesNot: ['type-only'] },
    },
    layer('sandbox', '^src/main/sandbox/', {
      may: [shared],
      packages: ['zod', 'luxon'],
      node: true,
      comment: "the sandbox is the other side of the wire: sharing an adapter's code would hide its faults",
    }),
    layer('command line', '^src/main/cli/', {
      may: [`${engine}/(app|rescue)[.]ts$`, '^src/main/sandbox/', shared],
      packages: ['zod'],
      node: true,
      comment: 'the command line asks through app, or what is left of it, as the window does',
    }),
    {
      name: 'no cycles',
      comment: 'files that need each other are one idea',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no orphans',
      comment: 'a file that nothing reaches is dead',
      severity: 'error',
      from: {
        orphan: true,
        pathNot:
          '^src/(main/index|preload/index|main/engine/services/import/unpack-workbook)[.]ts$|[.]d[.]ts$',
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere escapes every other rule',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
