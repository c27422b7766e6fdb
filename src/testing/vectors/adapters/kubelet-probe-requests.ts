import type { Adapters } from '../adapter.ts';
import type { Container, HTTPGetAction, HTTPHeader, Probe, TCPSocketAction } from '../../../engine/index.ts';
import {
  askFollowing,
  countOutcome,
  type HttpAnswer,
  type ProbeOutcome,
} from '../../../engine/kubelet/probe-outcome.ts';
import { hasHandler } from '../../../engine/kubelet/probe-handlers.ts';
import {
  canonicalName,
  gatherHeaders,
  ProbeError,
  probeHeaders,
  probeTarget,
  probeUrl,
} from '../../../engine/kubelet/probe-target.ts';

interface TargetInput {
  readonly httpGet?: HTTPGetAction;
  readonly tcpSocket?: TCPSocketAction;
  readonly container: Container;
  readonly podIP: string;
}

function target({ httpGet, tcpSocket, container, podIP }: TargetInput): unknown {
  try {
    if (httpGet === undefined) return probeTarget(tcpSocket!, container, podIP);
    return { ...probeTarget(httpGet, container, podIP), path: httpGet.path ?? '' };
  } catch (error) {
    if (error instanceof ProbeError) return { error: true };
    throw error;
  }
}

interface HttpInput {
  readonly url: string;
  readonly responses: Record<string, HttpAnswer>;
}

function httpResult({ url, responses }: HttpInput): unknown {
  const { outcome, output } = askFollowing(url, (asked) => {
    const { pathname, search } = new URL(asked);
    const sameHost = new URL(asked).host === new URL(url).host;
    const answer = responses[asked] ?? (sameHost ? responses[pathname + search] : undefined);
    return answer ?? 'connection refused';
  });
  return { result: outcome, output };
}

interface HeaderInput {
  readonly httpHeaders: HTTPHeader[];
  readonly header: string;
  readonly kubeletVersion: string;
}

export const adapters: Adapters = {
  'kubelet/probe-target': target,
  'kubelet/probe-url': (input: { scheme: string; host: string; port: number; path: string }) =>
    probeUrl(input.scheme, input, input.path),
  'kubelet/probe-header-list': ({ httpHeaders }: { httpHeaders: HTTPHeader[] }) => gatherHeaders(httpHeaders),
  'kubelet/probe-http-headers': ({ httpHeaders, header, kubeletVersion }: HeaderInput) =>
    probeHeaders(httpHeaders, kubeletVersion)[canonicalName(header)]?.[0] ?? null,
  'kubelet/probe-http-result': httpResult,
  'kubelet/probe-exec-result': ({ probe, exec }: { probe: Probe | null; exec: ProbeOutcome | null }) => {
    if (probe === null) return countOutcome('success');
    return countOutcome(hasHandler(probe) ? (exec ?? 'success') : 'error');
  },
};
