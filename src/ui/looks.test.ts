/** The style sheets as text: rules that no screenshot of one system would show. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');
const tokens = readFileSync(`${source}/ui/tokens.css`, 'utf8');

it('no part asks the system for what a person may have chosen otherwise', () => {
  const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.css'),
  );
  expect(sheets.length).toBeGreaterThan(20);
  const asking = sheets.filter((path) =>
    /prefers-(reduced-motion|contrast|color-scheme)/.test(readFileSync(`${source}/${path}`, 'utf8')),
  );
  // What holds before anything stands on the root element.
  expect(asking).toEqual(['ui/base.css']);
});

/** The tokens of the rules with these selectors, later ones over earlier ones. */
function tokensOf(...selectors: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const [hues = ''] = tokens.split('@media (forced-colors');
  for (const selector of selectors)
    for (const [, heads = '', body = ''] of hues.matchAll(/([^{}]+)\{([^{}]*)\}/g))
      if (
        heads
          .replace(/\/\*[^]*?\*\//g, '')
          .split(',')
          .some((head) => head.trim() === selector)
      )
        for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+): (#\w{6});/g))
          found.set(name, value);
  return found;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const words =
  `ink ink-2 ink-3 accent error ready-ink not-ready-ink backoff-ink failed-ink terminating-ink creating-ink
  succeeded-ink unscheduled-ink unknown-ink code-key code-string code-number`.split(/\s+/);

describe.each([
  { look: 'light', selectors: ["[data-theme='light']"], ofWords: 4.5, ofLines: 1 },
  { look: 'dark', selectors: ["[data-theme='dark']"], ofWords: 4.5, ofLines: 1 },
  {
    look: 'light, more contrast',
    selectors: ["[data-theme='light']", "[data-contrast='more']"],
    ofWords: 7,
    ofLines: 4.5,
  },
  {
    look: 'dark, more contrast',
    selectors: ["[data-theme='dark']", "[data-contrast='more']", "[data-contrast='more'][data-theme='dark']"],
    ofWords: 7,
    ofLines: 4.5,
  },
])('$look', ({ selectors, ofWords, ofLines }) => {
  const hues = tokensOf(...selectors);
  const grounds = ['ground', 'surface', 'raised'].map((name) => hues.get(name) ?? '');

  it.each(words)('%s can be read', (name) => {
    for (const ground of grounds)
      expect(ratio(hues.get(name) ?? '', ground), ground).toBeGreaterThanOrEqual(ofWords);
  });

  it('words are read on what is pressed, lines are seen', () => {
    for (const name of ['ink', 'ink-2'])
      expect(ratio(hues.get(name) ?? '', hues.get('well') ?? '')).toBeGreaterThanOrEqual(ofWords);
    for (const name of ['line', 'line-strong'])
      expect(ratio(hues.get(name) ?? '', grounds[0] ?? '')).toBeGreaterThan(ofLines);
    expect(ratio(hues.get('accent') ?? '', hues.get('on-accent') ?? '')).toBeGreaterThanOrEqual(ofWords);
  });
});
