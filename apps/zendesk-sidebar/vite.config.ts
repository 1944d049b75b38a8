import { defineConfig } from 'vite';

/** `dist` is what a Zendesk app consists of: manifest.json, translations and assets, of which index.html is one. */
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    rolldownOptions: { input: 'assets/index.html' },
    // Its polyfill fetches, which the page's policy forbids.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
