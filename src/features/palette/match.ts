/**
 * How well a text fits what somebody typed: higher is better, 0 not at all. Words may stand in any order; letters of a
 * word may be left out, not swapped.
 */
export function matchScore(text: string, wanted: string): number {
  const words = wanted.split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const lower = text.toLowerCase();
  const whole = scoreOfWord(lower, words.join(' '));
  if (whole >= wholeScore || words.length === 1) return whole;
  const scores = words.map((word) => scoreOfWord(lower, word));
  if (scores.includes(0)) return 0;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return mean * 0.6 - lower.length / 100;
}

/** From here on a text holds what was typed as it was typed. */
const wholeScore = 500;

function scoreOfWord(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return scattered(text, word);
  const start = isWordStart(text, at) ? at : wordStartOf(text, word);
  const isStart = start !== undefined;
  return 1000 - Math.min(200, start ?? at) - (isStart ? 0 : 300) - text.length / 100;
}

/** Where a word of the text begins with it, when the first place is inside of one. */
function wordStartOf(text: string, word: string): number | undefined {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isWordStart(text, at)) return at;
  return undefined;
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
