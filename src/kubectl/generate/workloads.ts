/** `kubectl create deployment|job|cronjob`. `staging/src/k8s.io/kubectl/pkg/cmd/create` */
import type { Container } from '../../engine/api/generated/types.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Generator, GeneratorLine } from './generator.ts';

export const deploymentGenerator: Generator = {
  name: 'create deployment',
  flags: [
    { name: 'image', takes: 'list' },
    { name: 'port', takes: 'number', initially: '-1' },
    { name: 'replicas', short: 'r', takes: 'number', initially: '1' },
  ],
  requires: ['image'],
  failure: 'failed to create deployment',
  generate({ name, flags, rest }) {
    const labels = { app: name };
    const port = flags.number('port');
    const images = flags.list('image');
    if (images.length > 1 && rest.length > 0) {
      throw new KubectlError('cannot specify multiple --image options and command');
    }
    const containers = images.map((image): Container => ({
      name: containerNameOf(image),
      image,
      ...(rest.length === 0 ? {} : { command: [...rest] }),
      ...(port < 0 ? {} : { ports: [{ containerPort: port }] }),
      resources: {},
    }));
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels },
      spec: {
        replicas: flags.number('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    };
  },
};

/** The last part of an image's name, with what a container's name can't have left out. */
function containerNameOf(image: string): string {
  const last = image.split('/').at(-1)!.split('@')[0]!.split(':')[0]!;
  return last
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

export const jobGenerator: Generator = {
  name: 'create job',
  flags: [
    { name: 'from', takes: 'text' },
    { name: 'image', takes: 'text' },
  ],
  failure: 'failed to create job',
  takesArguments: true,
  generate(line) {
    if (line.flags.text('image') === '') throw new KubectlError('either --image or --from must be specified');
    return {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: line.name },
      spec: {
        template: { metadata: {}, spec: { containers: [soleContainer(line)], restartPolicy: 'Never' } },
      },
      status: {},
    };
  },
};

export const cronJobGenerator: Generator = {
  name: 'create cronjob',
  flags: [
    { name: 'image', takes: 'text' },
    { name: 'schedule', takes: 'text' },
    { name: 'restart', takes: 'text', initially: 'OnFailure' },
  ],
  requires: ['image', 'schedule'],
  takesArguments: true,
  failure: 'failed to create cronjob',
  generate(line) {
    const { name, flags } = line;
    const podSpec = { containers: [soleContainer(line)], restartPolicy: flags.text('restart') };
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name },
      spec: {
        schedule: flags.text('schedule'),
        jobTemplate: { metadata: { name }, spec: { template: { metadata: {}, spec: podSpec } } },
      },
      status: {},
    };
  },
};

function soleContainer({ name, flags, rest, more }: GeneratorLine): Container {
  const command = [...more, ...rest];
  return { name, image: flags.text('image'), ...(command.length === 0 ? {} : { command }), resources: {} };
}
