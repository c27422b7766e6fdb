/** `kubectl debug`. `staging/src/k8s.io/kubectl/pkg/cmd/debug/{debug,profiles}.go` */
import type { Container, Node, Pod, PodSpec } from '../../engine/api/generated/types.ts';
import { type AnyObject, nameOf } from '../../engine/api/object.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { CommandFailure, KubectlError } from '../kubectl-error.ts';
import { kindByName } from '../resource-arguments.ts';
import { readObject } from '../pods.ts';
import { runSession } from '../session.ts';
import { asksForTerminal } from './exec.ts';
import { until } from './run.ts';

const legacyWarning =
  '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".';

export const debugCommand: KubectlCommand = {
  name: 'debug',
  flags: [
    { name: 'arguments-only', takes: 'switch' },
    { name: 'attach', takes: 'switch' },
    { name: 'container', short: 'c', takes: 'text' },
    { name: 'copy-to', takes: 'text' },
    { name: 'env', takes: 'texts' },
    { name: 'image', takes: 'text' },
    { name: 'image-pull-policy', takes: 'text' },
    { name: 'profile', takes: 'text', initially: 'legacy' },
    { name: 'quiet', short: 'q', takes: 'switch' },
    { name: 'replace', takes: 'switch' },
    { name: 'same-node', takes: 'switch' },
    { name: 'set-image', takes: 'list' },
    { name: 'share-processes', takes: 'switch', initially: 'true' },
    { name: 'stdin', short: 'i', takes: 'switch' },
    { name: 'target', takes: 'text' },
    { name: 'tty', short: 't', takes: 'switch' },
  ],
  async run(invocation) {
    const { words, flags, warn } = invocation;
    if (flags.text('image') === '' && flags.list('set-image').length === 0)
      throw new KubectlError('you must specify --image when not using --copy-to.');
    if (words.length === 0) throw new KubectlError('NAME is required for debug');
    if (flags.isOn('tty') && !flags.isOn('stdin'))
      throw new KubectlError('-i/--stdin is required for containers with -t/--tty=true');
    if (flags.text('profile') === 'legacy') warn(legacyWarning);
    const object = await readObject(invocation, words[0]!);
    if (object.kind === 'Node') await debugNode(invocation, object as Node);
    else if (object.kind !== 'Pod') throw new KubectlError(`${object.kind} not supported by debug`);
    else if (flags.text('copy-to') !== '') await debugCopy(invocation, object as Pod);
    else await debugPod(invocation, object as Pod);
  },
};

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** Five letters that make a name one of its kind. */
function randomSuffix(): string {
  return Array.from({ length: 5 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
}

function debugContainer({ flags, rest }: Invocation, name: string): Container {
  const env = flags.texts('env').map((pair) => {
    const equals = pair.indexOf('=');
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  });
  return {
    name,
    image: flags.text('image'),
    imagePullPolicy: flags.text('image-pull-policy') || 'IfNotPresent',
    terminationMessagePolicy: 'File',
    resources: {},
    ...(env.length === 0 ? {} : { env }),
    ...(rest.length === 0 ? {} : flags.isOn('arguments-only') ? { args: [...rest] } : { command: [...rest] }),
    ...(flags.isOn('stdin') ? { stdin: true } : {}),
    ...(flags.isOn('tty') ? { tty: true } : {}),
  };
}

/** The asked name, or one that isn't taken, which is told. */
function containerName({ flags, print }: Invocation): string {
  const asked = flags.text('container');
  if (asked !== '') return asked;
  const name = `debugger-${randomSuffix()}`;
  if (!flags.isOn('quiet')) print(`Defaulting debug container name to ${name}.`);
  return name;
}

async function debugPod(invocation: Invocation, pod: Pod): Promise<void> {
  const { flags, server, namespace } = invocation;
  const target = flags.text('target');
  if (target !== '' && !flags.isOn('quiet'))
    invocation.print(
      `Targeting container "${target}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
    );
  const container = debugContainer(invocation, containerName(invocation));
  const added = target === '' ? container : { ...container, targetContainerName: target };
  const reference = { kind: kindByName('pods'), namespace, name: nameOf(pod) };
  const patch = { spec: { ephemeralContainers: [added] } };
  const changed = await server.patch(reference, 'strategic', patch, { subresource: 'ephemeralcontainers' });
  await attach(invocation, changed as Pod, container.name);
}

async function debugCopy(invocation: Invocation, pod: Pod): Promise<void> {
  const { flags, server, namespace } = invocation;
  const name = flags.text('copy-to');
  const { nodeName, ...spec } = (pod.spec ?? { containers: [] }) as PodSpec;
  const asked = flags.text('container');
  const images = new Map(flags.list('set-image').map((pair) => pair.split('=') as [string, string]));
  const present = spec.containers.map((container) => {
    const image = images.get(container.name) ?? images.get('*');
    return image === undefined ? container : { ...container, image };
  });
  const replaced = present.some((container) => container.name === asked);
  const debugged =
    flags.text('image') === '' ? asked || present[0]!.name : replaced ? asked : containerName(invocation);
  const added = debugContainer(invocation, debugged);
  const merged = present.map((container) =>
    container.name === asked ? { ...container, ...added } : container,
  );
  const containers = flags.text('image') === '' ? present : replaced ? merged : [...present, added];
  const copy: AnyObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, annotations: {} },
    spec: {
      ...spec,
      containers: containers.map(
        ({ livenessProbe: _l, readinessProbe: _r, startupProbe: _s, ...container }) => container,
      ),
      ...(flags.isOn('same-node') && nodeName !== undefined ? { nodeName } : {}),
      ...(flags.isOn('share-processes') ? { shareProcessNamespace: true } : {}),
    },
  };
  const created = await server.create(kindByName('pods'), namespace, copy);
  if (flags.isOn('replace'))
    await server.delete(
      { kind: kindByName('pods'), namespace, name: nameOf(pod) },
      { gracePeriodSeconds: 0 },
    );
  await attach(invocation, created as Pod, debugged);
}

async function debugNode(invocation: Invocation, node: Node): Promise<void> {
  const { flags, server, namespace, print } = invocation;
  const name = `node-debugger-${nameOf(node as AnyObject)}-${randomSuffix()}`;
  const nodeName = nameOf(node as AnyObject);
  const container = debugContainer(invocation, flags.text('container') || 'debugger');
  if (!flags.isOn('quiet'))
    print(`Creating debugging pod ${name} with container ${container.name} on node ${nodeName}.`);
  const created = await server.create(kindByName('pods'), namespace, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' } },
    spec: {
      containers: [{ ...container, volumeMounts: [{ mountPath: '/host', name: 'host-root' }] }],
      hostIPC: true,
      hostNetwork: true,
      hostPID: true,
      nodeName,
      restartPolicy: 'Never',
      tolerations: [{ operator: 'Exists' }],
      volumes: [{ name: 'host-root', hostPath: { path: '/' } }],
    },
  });
  await attach(invocation, created as Pod, container.name);
}

/** Talks to the new container once it runs, where the person wants to. */
async function attach(invocation: Invocation, pod: Pod, container: string): Promise<void> {
  const { flags, warn } = invocation;
  const wanted = flags.given('attach') ? flags.isOn('attach') : flags.isOn('stdin');
  if (!wanted) return;
  const statusOf = ({ status }: Pod) =>
    [...(status?.ephemeralContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(
      ({ name }) => name === container,
    )?.state;
  const ready = await until(invocation, pod, (one) => {
    const state = statusOf(one);
    return state?.running !== undefined || state?.terminated !== undefined;
  });
  const ended = statusOf(ready)?.terminated?.exitCode;
  if (ended !== undefined) {
    if (ended !== 0) throw new CommandFailure(ended);
    return;
  }
  const tty = asksForTerminal(invocation);
  if (tty && !flags.isOn('quiet')) warn("If you don't see a command prompt, try pressing enter.");
  await runSession(invocation, ready, { container, stdin: flags.isOn('stdin'), tty });
}
