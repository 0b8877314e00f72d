/** Which addresses are of another origin. */

/** http(s) or ws(s) of another origin; blob:, data: and the words a policy uses ('inline', 'eval') are not requests. */
export function isForeign(address: string, origin: string): boolean {
  if (!/^(https?|wss?):/i.test(address)) return false;
  return new URL(address).origin.replace(/^ws/, 'http') !== origin;
}
