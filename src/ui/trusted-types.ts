/**
 * The one Trusted Types policy of the page, made before anything else runs: HTML that a library hands to the browser goes
 * through DOMPurify, scripts may only come from our own origin. MapLibre and DuckDB need both (faults.md §4.3).
 */
import createDOMPurify from 'dompurify';

interface PolicyFactory {
  createPolicy(name: string, rules: Record<string, (input: string) => string>): unknown;
}

/** Throws where a policy of that name exists already, which would mean that something ran before us. */
export function guardTrustedTypes(): void {
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return;
  const purifier = createDOMPurify(window);
  factory.createPolicy('default', {
    createHTML: (html) => purifier.sanitize(html),
    createScriptURL: (address) => ownAddress(address, location.href),
  });
}

/** The address, where it is of our origin (or a blob made by us is not: workers are files); throws otherwise. */
export function ownAddress(address: string, base: string): string {
  const url = new URL(address, base);
  if (url.origin !== new URL(base).origin || url.protocol === 'blob:')
    throw new TypeError('Scripts come from this origin only');
  return url.href;
}
