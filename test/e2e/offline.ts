/** A page that must never speak to another host: counts what it asks for, and collects errors and policy violations. */
import { test as base, expect, type Page } from '@playwright/test';

export interface Watch {
  readonly foreign: string[];
  readonly errors: string[];
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, context }, use) => {
      const watch: Watch = { foreign: [], errors: [] };
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:|^wss?:/.test(url.protocol) && url.hostname !== 'localhost')
          watch.foreign.push(url.href);
      });
      page.on('pageerror', (error) => watch.errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') watch.errors.push(message.text());
      });
      await use(watch);
      expect(watch.foreign, 'requests to other hosts').toEqual([]);
      expect(watch.errors, 'errors and policy violations on the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect, type Page };
