/** A reader's thread as the page has it, in Node, with files on which it hangs, dies or breaks. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { readAlone } = await import('../../src/intake/open-file.ts');
const { serve } = await import('../../src/workers/channel.ts');
const port = {
  postMessage: (message, transfer) => parentPort.postMessage(message, transfer),
  addEventListener: (_type, listener) => parentPort.on('message', (data) => listener({ data })),
  removeEventListener: () => {},
};
const ill = {
  'hangs.xlsx': () => {
    for (;;);
  },
  'dies.xlsx': () => process.exit(1),
  'breaks.xlsx': () => {
    throw new Error('broken on purpose');
  },
};
serve(
  {
    read: async (request, control) => (ill[request.file] ?? readAlone)(request, control),
    life: async () => '',
  },
  port,
  { givesAway: true },
);
