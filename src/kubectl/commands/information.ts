/** Commands that tell about the server, or about kubectl itself. `staging/src/k8s.io/kubectl/pkg/cmd` */
import { apiVersionOf } from '../../engine/api/kinds.ts';
import { nameOf, namespaceOf } from '../../engine/api/object.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { printJson, printYaml } from '../structured-text.ts';
import { kindByName } from '../resource-arguments.ts';

/** The release whose behaviour this kubectl follows. */
const clientVersion = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.0',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-04-22T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

/** What this kubectl understands of kustomizations: it has none, but the real one names a version. */
const kustomizeVersion = 'v5.7.1';

export const versionCommand: KubectlCommand = {
  name: 'version',
  flags: [{ name: 'client', takes: 'switch' }, outputFlag],
  async run({ words, flags, print, write, server }) {
    if (words.length > 0) throw new KubectlError(`extra arguments: [${words.join(' ')}]`);
    const format = flags.text('output');
    if (format !== '' && format !== 'json' && format !== 'yaml')
      throw new KubectlError(`--output must be 'yaml' or 'json'`);
    const serverVersion = flags.isOn('client')
      ? undefined
      : ((await server.send({ method: 'GET', path: '/version' })) as { gitVersion: string });
    const versions = { clientVersion, kustomizeVersion, serverVersion };
    if (format === 'json') print(JSON.stringify(versions, null, 2));
    else if (format === 'yaml') write(printYaml(versions));
    else {
      print(`Client Version: ${clientVersion.gitVersion}`);
      print(`Kustomize Version: ${kustomizeVersion}`);
      if (serverVersion !== undefined) print(`Server Version: ${serverVersion.gitVersion}`);
    }
  },
};

export const apiVersionsCommand: KubectlCommand = {
  name: 'api-versions',
  flags: [],
  async run({ words, server, print }) {
    if (words.length > 0) throw usageError('api-versions', `unexpected arguments: [${words.join(' ')}]`);
    const { resources } = await server.resourceMap(true);
    const versions = new Set(resources.map(({ kind }) => apiVersionOf(kind)));
    for (const version of [...versions].toSorted()) print(version);
  },
};

export const clusterInfoCommand: KubectlCommand = {
  name: 'cluster-info',
  flags: [],
  async run(invocation) {
    const { server, print } = invocation;
    const host = hostOf(invocation);
    print(`Kubernetes control plane is running at ${host}`);
    const labelSelector = 'kubernetes.io/cluster-service=true';
    for (const service of await server.list(kindByName('services'), 'kube-system', { labelSelector })) {
      const name = service.metadata?.labels?.['kubernetes.io/name'] || nameOf(service);
      const ports = (service['spec'] as { ports?: ReadonlyArray<{ name?: string }> } | undefined)?.ports;
      const port = ports?.[0]?.name === undefined ? '' : `:${ports[0].name}`;
      const path = `/api/v1/namespaces/${namespaceOf(service)}/services/${nameOf(service)}${port}/proxy`;
      print(`${name} is running at ${host}${path}`);
    }
    print("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
  },
};

function hostOf({ kubeconfig, flags }: Invocation): string {
  const context = kubeconfig.contexts[flags.text('context') || kubeconfig.currentContext];
  return kubeconfig.clusters[context?.cluster ?? '']?.server ?? '';
}

const dumped = [
  'nodes',
  'events',
  'replicationcontrollers',
  'services',
  'daemonsets',
  'deployments',
  'replicasets',
  'pods',
];

/** The objects that help to find out what is wrong, and what their containers said. */
export const clusterInfoDumpCommand: KubectlCommand = {
  name: 'cluster-info dump',
  flags: [
    { ...outputFlag, initially: 'json' },
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'namespaces', takes: 'list' },
    { name: 'output-directory', takes: 'text' },
    { name: 'pod-running-timeout', takes: 'text' },
  ],
  async run({ server, flags, namespace, print, write }) {
    const show = (list: unknown) =>
      flags.text('output') === 'yaml' ? write(printYaml(list)) : print(printJson(list));
    const named = flags.given('namespaces')
      ? flags.list('namespaces')
      : [...new Set(['kube-system', namespace])];
    const namespaces = flags.isOn('all-namespaces')
      ? (await server.list(kindByName('namespaces'), '')).map(nameOf)
      : named;
    for (const resource of dumped) {
      const kind = kindByName(resource);
      for (const place of kind.namespaced ? namespaces : ['']) {
        const items = await server.list(kind, place);
        show({ kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata: {}, items });
      }
    }
  },
};

export const pluginListCommand: KubectlCommand = {
  name: 'plugin list',
  flags: [{ name: 'name-only', takes: 'switch' }],
  run: () => Promise.reject(new KubectlError('unable to find any kubectl plugins in your PATH')),
};

/** Commands of the real kubectl that have no place here, and what to do instead. */
const elsewhere: Readonly<Record<string, string>> = {
  completion: 'completion is built in here: press Tab',
  kustomize: 'kustomizations are not simulated here: apply the manifests themselves with -f',
  proxy:
    "a page can't listen on a port: use 'kubectl get --raw PATH', or 'kubectl port-forward' for a pod's ports",
};

export const elsewhereCommands: readonly KubectlCommand[] = Object.entries(elsewhere).map(([name, text]) => ({
  name,
  flags: [
    { name: 'port', short: 'p', takes: 'text' },
    { name: 'output', short: 'o', takes: 'text' },
  ],
  run: () => Promise.reject(new KubectlError(text)),
}));
