import type { AnyObject } from '../../engine/api/object.ts';
import { apiVersionOf } from '../../engine/api/kinds.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputTyped } from '../output.ts';
import { kindByName } from '../resource-arguments.ts';
import { type Selected, selectObjects } from '../select-objects.ts';

/** `kubectl autoscale`. `staging/src/k8s.io/kubectl/pkg/cmd/autoscale/autoscale.go` */
export const autoscaleCommand: KubectlCommand = {
  name: 'autoscale',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'cpu', takes: 'text' },
    { name: 'cpu-percent', takes: 'number', initially: '-1' },
    { name: 'max', takes: 'number', initially: '-1' },
    { name: 'memory', takes: 'text' },
    { name: 'min', takes: 'number', initially: '-1' },
    { name: 'name', takes: 'text' },
    { name: 'save-config', takes: 'switch' },
  ],
  requires: ['max'],
  async run(invocation) {
    const { flags } = invocation;
    const [least, most] = [flags.number('min'), flags.number('max')];
    if (most < 1) throw new KubectlError(`--max=MAXPODS is required and must be at least 1, max: ${most}`);
    if (most < least)
      throw new KubectlError(
        `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${most}, min: ${least}`,
      );
    if (flags.given('cpu-percent'))
      invocation.warn(
        "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
      );
    await forEach(await selectObjects(invocation), (selected) => autoscaleOne(invocation, selected));
  },
};

async function autoscaleOne(invocation: Invocation, selected: Selected): Promise<void> {
  const { query, suffix, client } = dryRunOf(invocation);
  if (!selected.kind.subresources.includes('scale'))
    throw new KubectlError(
      `cannot autoscale a ${selected.kind.kind}: no matches for kind "${selected.kind.kind}" in group "${selected.kind.group}"`,
    );
  const kind = kindByName('horizontalpodautoscalers');
  const scaler = scalerFor(invocation, selected);
  const options = { fieldManager: 'kubectl-autoscale', ...query };
  const created = client ? scaler : await invocation.server.create(kind, selected.namespace, scaler, options);
  outputTyped(invocation, kind, created, `autoscaled${suffix}`);
}

function scalerFor({ flags }: Invocation, { kind, name }: Selected): AnyObject {
  const least = flags.number('min');
  const percent = flags.number('cpu-percent');
  const metrics = [
    ...metricOf('cpu', flags.text('cpu') || (percent >= 0 ? `${percent}%` : '')),
    ...metricOf('memory', flags.text('memory')),
  ];
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: flags.text('name') || name },
    spec: {
      scaleTargetRef: { kind: kind.kind, name, apiVersion: apiVersionOf(kind) },
      ...(least > 0 ? { minReplicas: least } : {}),
      maxReplicas: flags.number('max'),
      ...(metrics.length === 0 ? {} : { metrics }),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  };
}

function metricOf(name: string, text: string): unknown[] {
  if (text === '') return [];
  const percent = /^(\d+)%$/.exec(text)?.[1];
  const target =
    percent === undefined
      ? { type: 'AverageValue', averageValue: text }
      : { type: 'Utilization', averageUtilization: Number(percent) };
  return [{ type: 'Resource', resource: { name, target } }];
}
