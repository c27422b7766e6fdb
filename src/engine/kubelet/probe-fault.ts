/** What a kubelet sees of a probe that a Fault makes fail, whatever the container would have answered. */
import type { Container, Probe } from '../api/generated/types.ts';
import { type ProbeAnswer } from './probe-outcome.ts';
import { probeTarget } from './probe-target.ts';
import type { PodRecord } from './records.ts';

export function answerOfFault(
  fault: string,
  { sandbox }: PodRecord,
  spec: Container,
  { httpGet, tcpSocket, grpc }: Probe,
): ProbeAnswer {
  if (httpGet !== undefined) return { outcome: 'failure', output: 'HTTP probe failed with statuscode: 500' };
  if (grpc !== undefined)
    return { outcome: 'failure', output: 'service unhealthy (responded with "NOT_SERVING")' };
  if (tcpSocket === undefined) return { outcome: 'failure', output: `probe failed by fault ${fault}\n` };
  const { host, port } = probeTarget(tcpSocket, spec, sandbox?.ip ?? '');
  return { outcome: 'failure', output: `dial tcp ${host}:${port}: connect: connection refused` };
}
