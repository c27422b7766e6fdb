/** What an answer to a probe counts as. `pkg/kubelet/prober/prober.go` probe, `pkg/probe/http/http.go` DoHTTPProbe */
import type { ProbeResult } from './pod-reality.ts';

/** What came of asking. An error is the kubelet's own: the probe was not made, and its result is thrown away. */
export type ProbeOutcome = 'success' | 'warning' | 'failure' | 'unknown' | 'error';

export function countOutcome(outcome: ProbeOutcome): { result: ProbeResult; error?: true } {
  if (outcome === 'error') return { result: 'failure', error: true };
  return { result: outcome === 'success' || outcome === 'warning' ? 'success' : 'failure' };
}

export interface HttpAnswer {
  readonly status: number;
  readonly location?: string;
  readonly body?: string;
}

export interface ProbeAnswer {
  readonly outcome: ProbeOutcome;
  /** What is told of it. */
  readonly output: string;
}

const maxRedirects = 10;
const redirecting = new Set([301, 302, 303, 307, 308]);

/**
 * Asks an URL and follows where it leads, as long as the host stays the same.
 * `ask` gives the reason as text when nobody answers.
 */
export function askFollowing(url: string, ask: (url: string) => HttpAnswer | string): ProbeAnswer {
  const host = hostOf(url);
  let at = url;
  for (let count = 0; count < maxRedirects; count++) {
    const answer = ask(at);
    if (typeof answer === 'string') return failure(`Get ${JSON.stringify(at)}: ${answer}`);
    const { status, location = '' } = answer;
    if (!redirecting.has(status) || location === '') return judge(answer);
    const next = resolveUrl(at, location);
    if (hostOf(next) !== host) return judge(answer);
    at = next;
  }
  return failure(`Get ${JSON.stringify(at)}: stopped after ${maxRedirects} redirects`);
}

function judge({ status, body = '' }: HttpAnswer): ProbeAnswer {
  if (status < 200 || status >= 400) return failure(`HTTP probe failed with statuscode: ${status}`);
  if (status < 300) return { outcome: 'success', output: body };
  return { outcome: 'warning', output: `Probe terminated redirects, Response body: ${body}` };
}

function failure(output: string): ProbeAnswer {
  return { outcome: 'failure', output };
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/(\[[^\]]*\]|[^:/?#]*)/i.exec(url)?.[1] ?? '';
}

/** Where a Location leads: whole, from the root, or from the path's last slash. */
function resolveUrl(url: string, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  const [, scheme = '', root = '', path = ''] = /^([a-z]+:)(\/\/[^/?#]*)([^?#]*)/i.exec(url) ?? [];
  if (location.startsWith('//')) return scheme + location;
  if (location.startsWith('/')) return scheme + root + location;
  return `${scheme}${root}${path.slice(0, path.lastIndexOf('/')) || ''}/${location}`;
}
