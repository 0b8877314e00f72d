/** Counts what the page asked of other origins, allowed or refused: the number in the header should stay 0. */
import { isForeign } from './foreign';

export class ForeignRequests {
  count = $state(0);
  addresses: readonly string[] = $state.raw([]);

  /** Watches from now on, and looks back at what the browser buffered; returns what ends it. */
  watch(): () => void {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) this.#look(entry.name);
    });
    observer.observe({ type: 'resource', buffered: true });
    const onViolation = (event: SecurityPolicyViolationEvent) => this.#look(event.blockedURI);
    document.addEventListener('securitypolicyviolation', onViolation);
    return () => {
      observer.disconnect();
      document.removeEventListener('securitypolicyviolation', onViolation);
    };
  }

  #look(address: string): void {
    if (!isForeign(address, location.origin)) return;
    this.count += 1;
    this.addresses = [...this.addresses, address];
  }
}
