/** What a server would say its page is, as far as the page itself tells. */
export function contentTypeOf(body: string): string {
  if (/^\s*<(!doctype|html)/i.test(body)) return 'text/html';
  return /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain; charset=utf-8';
}

/** A header's value, however its name is written. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
