/** `kubectl create namespace|serviceaccount|quota|priorityclass|poddisruptionbudget`. `staging/src/k8s.io/kubectl/pkg/cmd/create` */
import type { FlagValues } from '../flags.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Generator } from './generator.ts';

export const namespaceGenerator: Generator = {
  name: 'create namespace',
  flags: [],
  generate: ({ name }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
};

export const serviceAccountGenerator: Generator = {
  name: 'create serviceaccount',
  flags: [],
  failure: 'failed to create serviceaccount',
  generate: ({ name }) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
};

export const quotaGenerator: Generator = {
  name: 'create quota',
  flags: [
    { name: 'hard', takes: 'list' },
    { name: 'scopes', takes: 'list' },
  ],
  failure: 'failed to create quota',
  generate: ({ name, flags }) => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name },
    spec: {
      hard: hardOf(flags),
      ...(flags.given('scopes') ? { scopes: [...flags.list('scopes')] } : {}),
    },
    status: {},
  }),
};

function hardOf(flags: FlagValues): Record<string, string> {
  return Object.fromEntries(
    flags.list('hard').map((pair) => {
      const parts = pair.split('=');
      if (parts.length !== 2)
        throw new KubectlError(`Invalid argument syntax ${pair}, expected <resource>=<value>`);
      return parts as [string, string];
    }),
  );
}

export const priorityClassGenerator: Generator = {
  name: 'create priorityclass',
  flags: [
    { name: 'value', takes: 'number', initially: '0' },
    { name: 'global-default', takes: 'switch' },
    { name: 'description', takes: 'text' },
    { name: 'preemption-policy', takes: 'text', initially: 'PreemptLowerPriority' },
  ],
  failure: 'failed to create priorityclass',
  generate: ({ name, flags }) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: flags.number('value'),
    ...(flags.isOn('global-default') ? { globalDefault: true } : {}),
    ...(flags.text('description') === '' ? {} : { description: flags.text('description') }),
    preemptionPolicy: flags.text('preemption-policy'),
  }),
};

export const disruptionBudgetGenerator: Generator = {
  name: 'create poddisruptionbudget',
  flags: [
    { name: 'min-available', takes: 'text' },
    { name: 'max-unavailable', takes: 'text' },
    { name: 'selector', short: 'l', takes: 'text' },
  ],
  requires: ['selector'],
  failure: 'failed to create poddisruptionbudgets',
  generate({ name, flags }) {
    const [least, most] = [flags.text('min-available'), flags.text('max-unavailable')];
    if (least === '' && most === '')
      throw new KubectlError('one of min-available or max-unavailable must be specified');
    if (least !== '' && most !== '')
      throw new KubectlError('min-available and max-unavailable cannot be both specified');
    const labels = flags
      .text('selector')
      .split(',')
      .map((pair) => pair.split(/==?/));
    return {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: {
        ...(least === '' ? { maxUnavailable: intOrPercent(most) } : { minAvailable: intOrPercent(least) }),
        selector: { matchLabels: Object.fromEntries(labels) as Record<string, string> },
      },
      status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
    };
  },
};

function intOrPercent(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
