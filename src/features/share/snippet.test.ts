import { expect, it } from 'vitest';
import { figureAddress, snippetOf } from './snippet.ts';
import type { SnippetWishes } from './snippet.ts';

const usual: SnippetWishes = {
  address: 'https://example.org/embed.html',
  link: 'p1:d:abc',
  title: '',
  machine: '',
  theme: 'system',
  language: '',
  height: 420,
};

it('asks for nothing that is as usual', () => {
  expect(figureAddress(usual)).toBe('https://example.org/embed.html#p1:d:abc');
  expect(figureAddress({ ...usual, theme: 'dark', language: 'de', machine: 'node-1' })).toBe(
    'https://example.org/embed.html?break=node-1&theme=dark&lang=de#p1:d:abc',
  );
});

it('is one line of HTML, whatever the title', () => {
  const snippet = snippetOf({ ...usual, title: 'A "node"\n<dies> & rises' });
  expect(snippet).not.toContain('\n');
  expect(snippet).toContain('title="A &quot;node&quot; &lt;dies&gt; &amp; rises"');
  expect(snippet.match(/</g)).toHaveLength(2);
});

it('lets the figure run scripts and open links, and nothing of the page around it', () => {
  const sandbox = /sandbox="([^"]*)"/.exec(snippetOf(usual))?.[1] ?? '';
  expect(sandbox).toContain('allow-scripts');
  expect(sandbox).not.toContain('same-origin');
  expect(sandbox).not.toContain('top-navigation');
});
