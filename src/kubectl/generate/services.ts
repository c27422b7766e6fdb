/** `kubectl create service ...`. `staging/src/k8s.io/kubectl/pkg/cmd/create/create_service.go` */
import type { ServicePort } from '../../engine/api/generated/types.ts';
import type { FlagSpec } from '../flags.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Generator } from './generator.ts';

type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

export const serviceGenerators: readonly Generator[] = [
  serviceGenerator('ClusterIP', [{ name: 'clusterip', takes: 'text' }]),
  serviceGenerator('NodePort', [{ name: 'node-port', takes: 'number', initially: '0' }]),
  serviceGenerator('LoadBalancer', []),
  serviceGenerator('ExternalName', [{ name: 'external-name', takes: 'text' }], ['external-name']),
];

function serviceGenerator(
  type: ServiceType,
  flags: readonly FlagSpec[],
  requires: readonly string[] = [],
): Generator {
  return {
    name: `create service ${type.toLowerCase()}`,
    flags: [{ name: 'tcp', takes: 'list' }, ...flags],
    requires,
    failure: `failed to create ${type} service`,
    generate({ name, flags: values }) {
      const ports = values.list('tcp').map((spec) => portOf(spec, values.number('node-port') || 0));
      const clusterIP = values.text('clusterip');
      if (ports.length === 0 && type !== 'ExternalName' && clusterIP !== 'None') {
        throw new KubectlError('at least one tcp port specifier must be provided');
      }
      const labels = { app: name };
      const externalName = values.text('external-name');
      if (type === 'ExternalName') checkHost(externalName);
      return {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, labels },
        spec: {
          type,
          selector: labels,
          ...(ports.length === 0 ? {} : { ports }),
          ...(clusterIP === '' ? {} : { clusterIP }),
          ...(externalName === '' ? {} : { externalName }),
        },
        status: { loadBalancer: {} },
      };
    },
  };
}

function checkHost(name: string): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) {
    throw new KubectlError(`invalid service external name ${name}`);
  }
}

/** `80`, `80:8080` or `80:http`. */
function portOf(spec: string, nodePort: number): ServicePort {
  const [from = '', to = from, ...more] = spec.split(':');
  if (more.length > 0) throw new KubectlError(`too many colons in port: ${spec}`);
  const port = parsePort(from);
  const targetPort = /^\d+$/.test(to) ? parsePort(to) : checkedName(to);
  return {
    name: spec.replace(':', '-'),
    port,
    targetPort,
    protocol: 'TCP',
    ...(nodePort === 0 ? {} : { nodePort }),
  };
}

function parsePort(text: string): number {
  if (!/^\d+$/.test(text)) throw new KubectlError(`strconv.ParseUint: parsing "${text}": invalid syntax`);
  if (Number(text) > 65_535)
    throw new KubectlError(`strconv.ParseUint: parsing "${text}": value out of range`);
  return Number(text);
}

function checkedName(name: string): string {
  if (/^-|-$/.test(name)) throw new KubectlError('must not begin or end with a hyphen');
  if (!/^[-a-z0-9]{1,15}$/.test(name) || !/[a-z]/.test(name)) {
    throw new KubectlError('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  return name;
}
