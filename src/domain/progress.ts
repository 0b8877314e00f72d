/** How far long work has come, and how it is told to stop. */
export interface Progress {
  readonly stage: 'read' | 'network' | 'link' | 'route' | 'access' | 'draw' | 'brief' | 'write';
  readonly done: number;
  /** 0 where the end is not known. */
  readonly total: number;
  /** What is being worked on, a file name mostly; '' where nothing need be said. */
  readonly what: string;
  /** Rows read so far, where they are counted as they come. */
  readonly rows?: number;
  /** Of a file whose reading begins: what it is expected to take. */
  readonly budget?: Budget;
}

export interface Budget {
  readonly seconds: number;
  /** Of memory, at most at one time. */
  readonly megabytes: number;
  /** Reading is stopped after this. */
  readonly limitSeconds: number;
}

export interface Control {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
}

/** Hands the thread back so that messages (an abort among them) are heard; about 18 µs in Node (style.md, fact 4). */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });
}

/** Await it inside long loops every few thousand turns. */
export type Pause = () => Promise<void>;

/** Calls `breathe` at most every `everyMs` and then looks at the signal. */
export function pacer(control: Control | undefined, everyMs = 50): Pause {
  let last = performance.now();
  return async () => {
    control?.signal?.throwIfAborted();
    const now = performance.now();
    if (now - last < everyMs) return;
    await breathe();
    last = performance.now();
    control?.signal?.throwIfAborted();
  };
}
