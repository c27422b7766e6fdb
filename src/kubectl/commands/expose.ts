import type {
  ContainerPort,
  LabelSelector,
  PodSpec,
  Service,
  ServicePort,
} from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, outputFlag } from '../invocation.ts';
import { parseLabelChanges } from '../key-changes.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputTyped } from '../output.ts';
import { kindByName } from '../resource-arguments.ts';
import { type Selected, visitObjects } from '../select-objects.ts';

const longestServiceName = 63;

/** `kubectl expose`: a Service for what runs. `staging/src/k8s.io/kubectl/pkg/cmd/expose/expose.go` */
export const exposeCommand: KubectlCommand = {
  name: 'expose',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'cluster-ip', takes: 'text' },
    { name: 'external-ip', takes: 'text' },
    { name: 'labels', short: 'l', takes: 'text' },
    { name: 'name', takes: 'text' },
    { name: 'port', takes: 'text' },
    { name: 'protocol', takes: 'text' },
    { name: 'selector', takes: 'text' },
    { name: 'session-affinity', takes: 'text' },
    { name: 'target-port', takes: 'text' },
    { name: 'type', takes: 'text' },
  ],
  async run(invocation) {
    // `--selector` says what the Service selects, not what is exposed.
    await visitObjects(invocation, (selected) => exposeOne(invocation, selected));
  },
};

async function exposeOne(invocation: Invocation, selected: Selected): Promise<void> {
  const { query, suffix, client } = dryRunOf(invocation);
  const kind = kindByName('services');
  const service = serviceFor(invocation, selected) as AnyObject;
  const created = client
    ? service
    : await invocation.server.create(kind, invocation.namespace, service, query);
  outputTyped(invocation, kind, created, `exposed${suffix}`);
}

/** @throws KubectlError when the object has nothing that a Service could reach */
function serviceFor({ flags }: Invocation, selected: Selected): Service {
  const text = (name: string) => flags.text(name);
  const selector =
    text('selector') === '' ? selectorOf(selected) : parseLabelChanges(text('selector').split(',')).set;
  const labels =
    text('labels') === ''
      ? selected.object.metadata?.labels
      : parseLabelChanges(text('labels').split(',')).set;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: text('name') || selected.name.slice(0, longestServiceName),
      ...(labels === undefined ? {} : { labels: { ...labels } }),
    },
    spec: {
      ports: servicePorts(selected, {
        port: text('port'),
        target: text('target-port'),
        protocol: text('protocol'),
      }),
      selector: { ...selector },
      ...(text('type') === '' ? {} : { type: text('type') }),
      ...(text('cluster-ip') === '' ? {} : { clusterIP: text('cluster-ip') }),
      ...(text('external-ip') === '' ? {} : { externalIPs: [text('external-ip')] }),
      ...(text('session-affinity') === '' ? {} : { sessionAffinity: text('session-affinity') }),
    },
    status: { loadBalancer: {} },
  };
}

interface Exposed {
  readonly selector?: LabelSelector & Readonly<Record<string, unknown>>;
  readonly template?: { readonly spec?: PodSpec };
}

function selectorOf({ kind, object }: Selected): Readonly<Record<string, string>> {
  const { selector } = (object['spec'] ?? {}) as Exposed;
  switch (kind.kind) {
    case 'Pod': {
      const labels = object.metadata?.labels ?? {};
      if (Object.keys(labels).length === 0)
        throw new KubectlError(
          "couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed",
        );
      return labels;
    }
    case 'Service':
    case 'ReplicationController':
      return (selector ?? {}) as Record<string, string>;
    case 'Deployment':
    case 'ReplicaSet':
      if (selector?.matchExpressions?.length)
        throw new KubectlError(
          'couldn\'t retrieve selectors via --selector flag or introspection: couldn\'t convert expressions - "+v" to map-based selector format',
        );
      return selector?.matchLabels ?? {};
    default:
      throw new KubectlError(`cannot expose a ${kind.kind}${kind.group === '' ? '' : `.${kind.group}`}`);
  }
}

interface AskedPorts {
  readonly port: string;
  readonly target: string;
  readonly protocol: string;
}

function servicePorts({ object }: Selected, { port, target, protocol }: AskedPorts): ServicePort[] {
  const declared = declaredPorts(object);
  const numbers =
    port === '' ? declared.map(({ containerPort }) => containerPort) : port.split(',').map(Number);
  if (numbers.length === 0) throw new KubectlError("couldn't find port via --port flag or introspection");
  return numbers.map((number, index) => ({
    ...(numbers.length > 1 ? { name: `port-${index + 1}` } : {}),
    port: number,
    protocol: protocol || declared.find(({ containerPort }) => containerPort === number)?.protocol || 'TCP',
    targetPort: target === '' ? number : /^\d+$/.test(target) ? Number(target) : target,
  }));
}

function declaredPorts(object: AnyObject): ContainerPort[] {
  const spec = (object['spec'] ?? {}) as Exposed & Partial<PodSpec> & { ports?: ServicePort[] };
  const containers = spec.template?.spec?.containers ?? spec.containers ?? [];
  const ofService = (spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({
    containerPort: port,
    protocol,
  }));
  return [...containers.flatMap(({ ports = [] }) => ports), ...ofService];
}
