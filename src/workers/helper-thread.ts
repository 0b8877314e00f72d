import type { Port } from './channel';

/** A Worker that another thread starts and ends, as far as it is used. */
export interface HelperThread extends Port {
  addEventListener(type: 'message' | 'error', listener: (event: MessageEvent) => void): void;
  terminate(): void;
}
