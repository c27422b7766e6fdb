/** What servers answer that tell what they were asked: httpbin, echo servers, agnhost. */
import type { HttpQuestion } from '../api/container-runtime.ts';
import { headerOf } from '../api/http-answer.ts';

export type EchoKind = 'httpbin' | 'httpbin-headers' | 'agnhost-echo' | 'agnhost-header' | 'request';

export function echoBody(
  kind: EchoKind,
  path: string,
  whole: string,
  query: string,
  { method = 'GET', headers = {}, body = '' }: HttpQuestion,
): string {
  const parameters = queryOf(query);
  const host = headerOf(headers, 'host') ?? 'localhost';
  switch (kind) {
    case 'httpbin-headers':
      return `${JSON.stringify({ headers }, null, 2)}\n`;
    case 'httpbin': {
      const sent = method === 'GET' ? {} : { data: body };
      return `${JSON.stringify({ args: parameters, ...sent, headers, url: `http://${host}${whole}` }, null, 2)}\n`;
    }
    case 'agnhost-echo':
      return parameters['msg'] ?? '';
    case 'agnhost-header':
      return headerOf(headers, parameters['key'] ?? '') ?? '';
    case 'request': {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return `${[`${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`, ...lines, '', body].join('\n')}\n`;
    }
  }
}

function queryOf(query: string): Record<string, string> {
  const pairs = query.split('&').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return [decoded(name), decoded(value)];
    }),
  );
}

/** What is written wrong stays as it is. */
function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  return /%(?![0-9A-Fa-f]{2})/.test(spaced) ? spaced : unescaped(spaced);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
