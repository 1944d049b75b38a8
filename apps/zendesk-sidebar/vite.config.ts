import { defineConfig } from 'vite';

/** `dist` is what a Zendesk app consists of: manifest.json, translations and assets, of which index.html is one. */
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    // Zendesk serves each version of an app from an address of its own; and what a build cache brings back lies over the
    // build before, where names of their own would stay beside it and be packed with it.
    rolldownOptions: {
      input: 'assets/index.html',
      output: { entryFileNames: 'assets/[name].js', chunkFileNames: 'assets/[name].js' },
    },
    // Its polyfill fetches, which the page's policy forbids.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
