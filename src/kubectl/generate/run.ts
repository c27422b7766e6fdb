/** `kubectl run`. `staging/src/k8s.io/kubectl/pkg/cmd/run/run.go`, `.../pkg/generate/versioned/run.go` */
import type { Container } from '../../engine/api/generated/types.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Generator, GeneratorLine } from './generator.ts';

export const runGenerator: Generator = {
  name: 'run',
  flags: [
    { name: 'image', takes: 'text' },
    { name: 'image-pull-policy', takes: 'text' },
    { name: 'port', takes: 'text' },
    { name: 'env', takes: 'list' },
    { name: 'labels', short: 'l', takes: 'list' },
    { name: 'annotations', takes: 'list' },
    { name: 'restart', takes: 'text', initially: 'Always' },
    { name: 'command', takes: 'switch' },
    { name: 'privileged', takes: 'switch' },
    { name: 'stdin', short: 'i', takes: 'switch' },
    { name: 'tty', short: 't', takes: 'switch' },
    { name: 'attach', takes: 'switch' },
    { name: 'leave-stdin-open', takes: 'switch' },
  ],
  requires: ['image'],
  generate(line) {
    const { name, flags } = line;
    if (['attach', 'stdin', 'tty'].some((flag) => flags.isOn(flag))) {
      throw new KubectlError('containers cannot be attached to here (--attach, --stdin, --tty)');
    }
    const restartPolicy = flags.text('restart');
    if (!['Always', 'OnFailure', 'Never'].includes(restartPolicy)) {
      throw new KubectlError(`invalid restart policy: ${restartPolicy}`);
    }
    const labels = flags.given('labels') ? pairsOf(flags.list('labels')) : { run: name };
    const annotations = pairsOf(flags.list('annotations'));
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
      spec: { containers: [containerOf(line)], restartPolicy, dnsPolicy: 'ClusterFirst' },
    };
  },
};

function containerOf({ name, flags, rest, more }: GeneratorLine): Container {
  const words = [...more, ...rest];
  const env = flags.list('env').map(environmentOf);
  return {
    name,
    image: flags.text('image'),
    ...(flags.given('image-pull-policy') ? { imagePullPolicy: flags.text('image-pull-policy') } : {}),
    ...(words.length === 0 ? {} : flags.isOn('command') ? { command: words } : { args: words }),
    ...(env.length === 0 ? {} : { env }),
    ...(flags.given('port') ? { ports: [{ containerPort: Number(flags.text('port')) }] } : {}),
    ...(flags.isOn('privileged') ? { securityContext: { privileged: true } } : {}),
  };
}

function environmentOf(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=');
  if (equals <= 0) throw new KubectlError(`invalid env: ${pair}`);
  return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
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
