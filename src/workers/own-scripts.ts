/** Trusted Types inside a worker: the scripts it may start (DuckDB, readers of files) are those of this site. */

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

export function allowOwnScripts(): void {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  factory?.createPolicy('default', {
    createScriptURL: (url) => {
      const { href, origin } = new URL(url, import.meta.url);
      if (origin !== new URL(import.meta.url).origin)
        throw new TypeError(`a script of another site: ${origin}`);
      return href;
    },
  });
}
