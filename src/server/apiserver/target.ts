/** The target of a request line: a path that means only one thing, and its query. */
import { badRequest, Refusal } from './refusal.ts';

export interface Target {
  /** Still percent-encoded. */
  readonly path: string;
  /** The first value of each key. */
  readonly query: Readonly<Record<string, string>>;
  /** All values: `command=ls&command=-l`. */
  readonly values: URLSearchParams;
}

const maxPathLength = 8192;

/** @throws Refusal with 400 or 404 for a path that tries to be another one. */
export function parseTarget(url: string): Target {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (!path.startsWith('/') || path.length > maxPathLength)
    throw badRequest('the request path is no path of the API');
  checkSegments(path);
  const values = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  const first = Array.from(values.keys(), (key) => [key, values.get(key) ?? ''] as const);
  return { path, query: Object.fromEntries(first), values };
}

/** Whether what follows in the path, and the body, are for a server within the cluster. */
export function isProxied(path: string): boolean {
  return path.startsWith('/podarium/nodeport/') || /^\/api\/v1\/.*\/proxy(\/|$)/.test(path);
}

function checkSegments(path: string): void {
  if (isProxied(path)) return;
  for (const segment of path.slice(1).replace(/\/$/, '').split('/')) {
    const name = decoded(segment);
    if (segment === '' && path !== '/') throw notFound();
    if (name === '.' || name === '..' || name.includes('/') || name.includes('\0')) throw notFound();
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest('the request path has a percent sign that encodes nothing');
  }
}

function notFound(): Refusal {
  return new Refusal(404, 'NotFound', 'the server could not find the requested resource');
}
