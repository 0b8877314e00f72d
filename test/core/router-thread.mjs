/** A router's thread as the page has it, in Node. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { createRouter } = await import('../../src/workers/router.ts');
const { serve } = await import('../../src/workers/channel.ts');
const port = {
  postMessage: (message, transfer) => parentPort.postMessage(message, transfer),
  addEventListener: (_type, listener) => parentPort.on('message', (data) => listener({ data })),
  removeEventListener: () => {},
};
const router = createRouter();
serve(
  {
    ...router,
    // A limit on which it dies.
    search: (number, limitMm, from, to) =>
      limitMm === 13 ? process.exit(1) : router.search(number, limitMm, from, to),
    life: async () => '',
  },
  port,
  { givesAway: true },
);
