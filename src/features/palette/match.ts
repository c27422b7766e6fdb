/** How well a text fits what somebody typed: higher is better, 0 not at all. Letters may be left out, not swapped. */
export function matchScore(text: string, wanted: string): number {
  if (wanted === '') return 1;
  const lower = text.toLowerCase();
  const whole = lower.indexOf(wanted);
  if (whole >= 0) return 1000 - whole - (isWordStart(lower, whole) ? 0 : 300) - lower.length / 100;
  const words = wanted.split(/\s+/).filter(Boolean);
  if (words.length > 1 && words.every((word) => lower.includes(word))) return 600 - lower.length / 100;
  return scattered(lower, wanted);
}

function scattered(text: string, wanted: string): number {
  let at = -1;
  let gaps = 0;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (at >= 0 && next > at + 1 && !isWordStart(text, next)) gaps++;
    at = next;
  }
  // Letters from all over a long text are chance.
  return gaps > wanted.length / 2 ? 0 : 300 - gaps * 20;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[^a-z0-9]/.test(text[at - 1] ?? '');
}
