/** The pod of `kubectl run`. `staging/src/k8s.io/kubectl/pkg/generate/versioned/run.go` */
import type { Container } from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { goJsonError } from '../../engine/api/go-json.ts';
import {
  applyJsonMergePatch,
  applyJsonPatch,
  applyStrategicMergePatch,
} from '../../engine/api/patch/index.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import type { Generator, GeneratorLine } from './generator.ts';

export const runGenerator: Generator = {
  name: 'run',
  flags: [
    { name: 'annotations', takes: 'texts' },
    { name: 'attach', takes: 'switch' },
    { name: 'command', takes: 'switch' },
    { name: 'env', takes: 'texts' },
    { name: 'expose', takes: 'switch' },
    { name: 'grace-period', takes: 'number', initially: '-1' },
    { name: 'force', takes: 'switch' },
    { name: 'image', takes: 'text' },
    { name: 'image-pull-policy', takes: 'text' },
    { name: 'labels', short: 'l', takes: 'list' },
    { name: 'leave-stdin-open', takes: 'switch' },
    { name: 'override-type', takes: 'text', initially: 'merge' },
    { name: 'overrides', takes: 'text' },
    { name: 'pod-running-timeout', takes: 'text', initially: '1m0s' },
    { name: 'port', takes: 'text' },
    { name: 'privileged', takes: 'switch' },
    { name: 'quiet', short: 'q', takes: 'switch' },
    { name: 'restart', takes: 'text', initially: 'Always' },
    { name: 'rm', takes: 'switch' },
    { name: 'stdin', short: 'i', takes: 'switch' },
    { name: 'tty', short: 't', takes: 'switch' },
  ],
  requires: ['image'],
  takesArguments: true,
  generate(line) {
    const { name, flags } = line;
    checkFlags(line);
    const labels = flags.given('labels') ? pairsOf(flags.list('labels')) : { run: name };
    const annotations = pairsOf(flags.texts('annotations'));
    const pod: AnyObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      spec: {
        containers: [containerOf(line)],
        restartPolicy: flags.text('restart'),
        dnsPolicy: 'ClusterFirst',
      },
      status: {},
    };
    return withOverrides(pod, line);
  },
};

/** Whether the person wants to be connected with the container. */
export function isAttached({ flags }: Pick<GeneratorLine, 'flags'>): boolean {
  return flags.given('attach') ? flags.isOn('attach') : flags.isOn('stdin') || flags.isOn('tty');
}

/** @throws KubectlError when the flags don't go together. `run.go`, `RunOptions.Run` */
function checkFlags(line: GeneratorLine): void {
  const { flags } = line;
  const wrong = (message: string) => usageError('run', message);
  const image = flags.text('image');
  if (!/^[a-z0-9]+([._:/@-]+[A-Za-z0-9_]+)*$/.test(image))
    throw new KubectlError(`Invalid image name "${image}": invalid reference format`);
  if (flags.isOn('tty') && !flags.isOn('stdin'))
    throw wrong('-i/--stdin is required for containers with -t/--tty=true');
  if (flags.isOn('expose') && flags.text('port') === '')
    throw wrong('--port must be set when exposing a service');
  const restart = flags.text('restart');
  if (!['Always', 'OnFailure', 'Never'].includes(restart)) throw wrong(`invalid restart policy: ${restart}`);
  if (flags.isOn('rm') && !isAttached(line)) throw wrong('--rm should only be used for attached containers');
  if (isAttached(line) && flags.text('dry-run') !== 'none')
    throw wrong(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
}

function containerOf({ name, flags, rest, more }: GeneratorLine): Container {
  const words = [...more, ...rest];
  const env = flags.texts('env').map(environmentOf);
  return {
    name,
    image: flags.text('image'),
    ...(flags.text('image-pull-policy') === '' ? {} : { imagePullPolicy: flags.text('image-pull-policy') }),
    ...(words.length === 0 ? {} : flags.isOn('command') ? { command: words } : { args: words }),
    ...(env.length === 0 ? {} : { env }),
    ...(flags.text('port') === '' ? {} : { ports: [{ containerPort: portNumber(flags.text('port')) }] }),
    resources: {},
    ...(flags.isOn('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(flags.isOn('stdin') ? { stdin: true } : {}),
    ...(flags.isOn('stdin') && !flags.isOn('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(flags.isOn('tty') ? { tty: true } : {}),
  };
}

function portNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new KubectlError(`strconv.Atoi: parsing "${text}": invalid syntax`);
  return Number(text);
}

function environmentOf(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals);
  if (equals <= 0 || !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name))
    throw new KubectlError(`invalid env: ${pair}`);
  return { name, value: pair.slice(equals + 1) };
}

function pairsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) throw new KubectlError(`unexpected label spec: ${pair}`);
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

type Override = (pod: AnyObject, patch: unknown) => unknown;

const overrides: Readonly<Record<string, Override>> = {
  merge: applyJsonMergePatch,
  json: applyJsonPatch,
  strategic: (pod, patch) => applyStrategicMergePatch(pod, patch, 'Pod'),
};

function withOverrides(pod: AnyObject, { flags }: GeneratorLine): AnyObject {
  const [text, type] = [flags.text('overrides'), flags.text('override-type')];
  if (text === '') return pod;
  const override = overrides[type];
  if (override === undefined) throw usageError('run', `invalid override type: ${JSON.stringify(type)}`);
  const wrong = goJsonError(text);
  if (wrong !== undefined) throw new KubectlError(unreadable[type] ?? wrong);
  return override(pod, JSON.parse(text)) as AnyObject;
}

/** What the libraries that patch say of a text that isn't JSON. */
const unreadable: Readonly<Record<string, string>> = {
  merge: 'Invalid JSON Patch',
  strategic: 'invalid JSON document',
};
