import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Beside each bundle: the licences of the packages in it, which ask to go with them. */
const LICENSES = 'licenses.md';

export default defineConfig({
  main: {
    build: {
      // What is bundled is a development dependency, as far as it is used; a package holds the others as they are.
      license: { fileName: LICENSES },
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          engine: 'src/main/engine/process.ts',
          cli: 'src/main/cli/main.ts',
          'copy-worker': 'src/main/engine/store/sqlite/copy-worker.ts',
          'import-worker': 'src/main/engine/store/sqlite/import-worker.ts',
          'making-worker': 'src/main/engine/store/sqlite/making-worker.ts',
          'read-worker': 'src/main/engine/services/import/read-worker.ts',
          'unpack-workbook': 'src/main/engine/services/import/unpack-workbook.ts',
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can neither be an ES module nor load a package.
      externalizeDeps: false,
      rolldownOptions: {
        input: 'src/preload/index.ts',
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      license: { fileName: LICENSES },
      rolldownOptions: {
        input: 'src/renderer/index.html',
        // What the window opens with, in one file: each further one is asked of the shell.
        output: {
          codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
          // Compiled whole once and kept so: the functions that draw the first picture would not be among what Chromium
          // keeps, since it keeps what has run when the file has been evaluated.
          postBanner: ({ name }) => (name === 'start' ? '//# allFunctionsCalledOnLoad' : ''),
        },
      },
      // The window's policy allows no `data:` styles or fonts.
      assetsInlineLimit: 0,
      // The window opens when all of it has been read.
      minify: true,
      // In pieces, the styles of a screen that comes later would stand behind those of what it is made of.
      cssCodeSplit: false,
      // The code of a screen that comes later is a few files on the disk: a list of them would have to stand before all else.
      modulePreload: false,
      chunkSizeWarningLimit: Infinity, // it comes from the disk
    },
  },
});
