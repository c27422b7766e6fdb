import type { Service } from '../../engine/api/generated/types.ts';
import { nameOf, namespaceOf } from '../../engine/api/object.ts';
import type { KubectlCommand } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { podsOf, readObject } from '../pods.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { containerPortOf, namedContainerPort, namedServicePort } from '../service-ports.ts';
import type { ForwardedPort } from '../terminal.ts';

/** `kubectl port-forward`: shows what a pod's port answers. `kubectl/pkg/cmd/portforward/portforward.go` */
export const portForwardCommand: KubectlCommand = {
  name: 'port-forward',
  flags: [
    { name: 'address', takes: 'list' },
    { name: 'pod-running-timeout', takes: 'text', initially: '1m0s' },
  ],
  async run(invocation) {
    const { words, print, openPortForward } = invocation;
    if (words.length < 2)
      throw usageError('port-forward', 'TYPE/NAME and list of ports are required for port-forward');
    const object = await readObject(invocation, words[0]!);
    const [pod] = object.kind === 'Pod' ? [object as Pod] : await podsOf(invocation, object);
    if (pod === undefined) throw new KubectlError('timed out waiting for the condition');
    if (pod.status?.phase !== 'Running')
      throw new KubectlError(
        `unable to forward port because pod is not running. Current status=${pod.status?.phase}`,
      );
    const service = object.kind === 'Service' ? (object as Service) : undefined;
    const ports = words.slice(1).map((word) => forwardedPort(word, pod, service));
    for (const { localPort, port } of ports) {
      print(`Forwarding from 127.0.0.1:${localPort} -> ${port}`);
      print(`Forwarding from [::1]:${localPort} -> ${port}`);
    }
    if (openPortForward === undefined)
      throw new KubectlError('there is nothing here that could show what the port answers');
    await openPortForward(ports);
  },
};

/** `8080:80`, `80`, `:http`. */
function forwardedPort(word: string, pod: Pod, service: Service | undefined): ForwardedPort {
  const parts = word.split(':');
  const [local = '', remote = local] = parts;
  if (parts.length > 2 || remote === '') throw new KubectlError(`invalid port format '${word}'`);
  const port = remotePort(remote, pod, service);
  const isNamed = !/^\d+$/.test(local);
  const localPort = parts.length === 1 ? (isNamed ? port : Number(local)) : Number(local || port);
  if (!Number.isInteger(localPort) || localPort > 65_535)
    throw new KubectlError(
      `error parsing local port '${local}': strconv.ParseUint: parsing "${local}": invalid syntax`,
    );
  return { namespace: namespaceOf(pod), pod: nameOf(pod), localPort, port };
}

function remotePort(remote: string, pod: Pod, service: Service | undefined): number {
  const isNumber = /^\d+$/.test(remote);
  if (service !== undefined)
    return containerPortOf(service, pod, isNumber ? Number(remote) : namedServicePort(service, remote));
  return isNumber ? Number(remote) : namedContainerPort(pod, remote);
}
