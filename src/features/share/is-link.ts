/** True when the fragment claims to be one of our links at all: what reads it is loaded only then. */
export function isLink(fragment: string): boolean {
  return /^#?p\d+:/.test(fragment);
}
