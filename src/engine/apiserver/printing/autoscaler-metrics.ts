/** What a HorizontalPodAutoscaler measures against what it wants. `printers.go` formatHPAMetrics */
import type { MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../../api/generated/types.ts';
import { firstOf, none, quantityText, unknown } from './cell-text.ts';

export function metricsText(specs: readonly MetricSpec[], statuses: readonly MetricStatus[]): string {
  if (specs.length === 0) return none;
  return firstOf(
    specs.map((spec, index) => metricText(spec, statuses[index])),
    2,
    ', ',
  );
}

function metricText(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case 'External':
      return valueText(spec.external?.target, status?.external?.current);
    case 'Object':
      return valueText(spec.object?.target, status?.object?.current);
    case 'Pods':
      return `${averageText(status?.pods?.current)}/${quantityText(spec.pods?.target.averageValue)}`;
    case 'Resource':
      return resourceText(spec.resource, status?.resource?.current);
    case 'ContainerResource':
      return resourceText(spec.containerResource, status?.containerResource?.current);
    default:
      return '<unknown type>';
  }
}

function valueText(target: MetricTarget | undefined, current: MetricValueStatus | undefined): string {
  if (target?.averageValue !== undefined) {
    const measured = current?.averageValue === undefined ? unknown : quantityText(current.averageValue);
    return `${measured}/${quantityText(target.averageValue)} (avg)`;
  }
  return `${current === undefined ? unknown : quantityText(current.value)}/${quantityText(target?.value)}`;
}

function averageText(current: MetricValueStatus | undefined): string {
  return current === undefined ? unknown : quantityText(current.averageValue);
}

function resourceText(
  metric: { readonly name: string; readonly target: MetricTarget } | undefined,
  current: MetricValueStatus | undefined,
): string {
  const { averageValue, averageUtilization } = metric?.target ?? {};
  if (averageValue !== undefined)
    return `${metric?.name}: ${averageText(current)}/${quantityText(averageValue)}`;
  const measured = current?.averageUtilization === undefined ? unknown : `${current.averageUtilization}%`;
  return `${metric?.name}: ${measured}/${averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`}`;
}
