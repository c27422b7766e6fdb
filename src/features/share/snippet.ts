/** One line of HTML that puts a living figure into another page. */

export interface SnippetWishes {
  /** Where the figure is: `https://example.org/podarium/embed.html`. */
  readonly address: string;
  /** The run as the fragment of a link, without `#`. */
  readonly link: string;
  readonly title: string;
  /** The machine whose power its button switches. */
  readonly machine: string;
  readonly theme: 'system' | 'light' | 'dark';
  /** BCP 47; empty: as the page around it. */
  readonly language: string;
  /** CSS pixels. */
  readonly height: number;
}

/** The figure's own address, with what is not as usual. */
export function figureAddress({ address, link, title, machine, theme, language }: SnippetWishes): string {
  const asked = new URLSearchParams();
  if (title !== '') asked.set('title', title);
  if (machine !== '') asked.set('break', machine);
  if (theme !== 'system') asked.set('theme', theme);
  if (language !== '') asked.set('lang', language);
  const search = asked.toString();
  return `${address}${search === '' ? '' : `?${search}`}#${link}`;
}

/** What its attributes do stands in the dialog that shows it. */
export function snippetOf(wishes: SnippetWishes): string {
  const attributes = {
    src: figureAddress(wishes),
    title: wishes.title === '' ? 'Podarium' : wishes.title,
    width: '100%',
    height: String(wishes.height),
    loading: 'lazy',
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    allow: 'fullscreen; clipboard-write',
    style: 'border:0',
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\s+/g, ' ');
}
