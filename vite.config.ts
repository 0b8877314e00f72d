import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { securityHeaders } from './scripts/headers.ts';

export default defineConfig({
  root: 'src',
  publicDir: '../data',
  cacheDir: '../node_modules/.vite',
  // A relative base lets the built folder work from any sub-path.
  base: './',
  plugins: [svelte({ configFile: false })],
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    // Nothing inlined as data: URLs, so that the content security policy can stay narrow.
    assetsInlineLimit: 0,
  },
  preview: { headers: securityHeaders },
  test: {
    // Left to itself vitest keeps one of two cores idle.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          root: '.',
          environment: 'node',
          include: ['test/core/**/*.test.ts', 'test/scenes/**/*.test.ts', 'test/laws.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Without the browser condition runes are inert in tests (style.md, fact 2).
        resolve: { conditions: ['browser'] },
        test: {
          name: 'ui',
          root: '.',
          environment: 'jsdom',
          include: ['test/ui/**/*.test.ts'],
        },
      },
    ],
  },
});
