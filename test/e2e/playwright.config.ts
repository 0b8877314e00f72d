/** Journeys run against the built page on a server that sends its real headers, with every other host cut off. */
import { defineConfig } from '@playwright/test';
import { findChromium } from '../../scripts/find-chromium.mjs';

const port = Number(process.env['E2E_PORT'] ?? 4317);

const timed = ['speed.spec.ts', 'slider-speed.spec.ts', 'city-map.spec.ts', 'limits.spec.ts'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  // Two cores; what measures time has them for itself, afterwards.
  workers: 2,
  projects: [
    { name: 'journeys', testIgnore: timed },
    { name: 'timed', testMatch: timed, workers: 1, dependencies: ['journeys'] },
  ],
  // A second try is told as flaky, by name.
  retries: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 800 },
    // A click that cannot land is a defect to be named, not two minutes of waiting.
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
        '--enable-unsafe-swiftshader',
        // Any host but ours does not exist: a request that escaped would fail, and is counted before that.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
      ],
    },
  },
  webServer: {
    command: `npx --no-install vite preview --port ${port} --strictPort --host localhost`,
    cwd: '../..',
    port,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
