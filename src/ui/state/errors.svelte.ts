/** Errors nobody caught: shown with a report that can be copied and holds no data of the user. */
export interface Crash {
  readonly message: string;
  readonly report: string;
}

export class ErrorsState {
  crash: Crash | null = $state.raw(null);

  watch(): () => void {
    const onError = (event: ErrorEvent) => this.show(event.error ?? event.message);
    const onRejection = (event: PromiseRejectionEvent) => this.show(event.reason);
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }

  show(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    // A ResizeObserver that needs another frame is no failure; browsers report it as an error all the same.
    if (typeof error === 'string' && error.startsWith('ResizeObserver loop')) return;
    const { name, stack } = error instanceof Error ? error : { name: 'Error', stack: '' };
    const message = error instanceof Error ? error.message : String(error);
    this.crash = { message: name, report: describe(name, message, stack ?? '') };
  }

  dismiss(): void {
    this.crash = null;
  }
}

/** Where it happened, never with what: quoted text and digits of a message may be the user's own cells. */
function describe(name: string, message: string, stack: string): string {
  const bare = message
    .replace(/(["'“‘「『`]).*?(["'”’」』`])/g, '…')
    .replace(/\d+/g, '#')
    .replace(/\p{Script=Han}+/gu, '…');
  const frames = stack
    .split('\n')
    .filter((line) => /:\d+:\d+/.test(line))
    .map((line) => line.trim().replace(/https?:\/\/[^/]+/g, ''))
    .slice(0, 12);
  return [`${name}: ${bare}`, ...frames, navigator.userAgent].join('\n');
}
