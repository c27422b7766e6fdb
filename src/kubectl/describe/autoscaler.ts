/** `kubectl describe hpa`. `kubectl/pkg/describe/describe.go` describeHorizontalPodAutoscalerV2 */
import type {
  HPAScalingRules,
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../../engine/api/generated/types.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { type Description, printMoment } from './description.ts';

export function describeAutoscaler(description: Description, autoscaler: HorizontalPodAutoscaler): void {
  const { metadata, spec, status } = autoscaler;
  const target = spec?.scaleTargetRef;
  description.name(autoscaler);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('CreationTimestamp', printMoment(metadata?.creationTimestamp));
  description.field('Reference', `${target?.kind}/${target?.name}`);
  description.field('Metrics', '( current / target )');
  for (const [index, metric] of (spec?.metrics ?? []).entries())
    description.line(printMetric(metric, status?.currentMetrics?.[index]), 1);
  description.field('Min replicas', spec?.minReplicas ?? '<unset>');
  description.field('Max replicas', spec?.maxReplicas);
  if (spec?.behavior !== undefined) {
    description.line('Behavior:');
    describeRules(description, 'Scale Up', spec.behavior.scaleUp);
    describeRules(description, 'Scale Down', spec.behavior.scaleDown);
  }
  const counts = `${status?.currentReplicas ?? 0} current / ${status?.desiredReplicas ?? 0} desired`;
  description.field(`${target?.kind} pods`, counts);
  const conditions = status?.conditions ?? [];
  if (conditions.length === 0) return;
  description.line('Conditions:');
  description.table(
    ['Type', 'Status', 'Reason', 'Message'],
    conditions.map(({ type, status, reason = '', message = '' }) => [type, status, reason, message]),
  );
}

const unknown = '<unknown>';

/** A metric with its value now and the value that is aimed at. */
function printMetric({ type, ...metric }: MetricSpec, status: MetricStatus | undefined): string {
  const { external, pods, object, resource, containerResource } = metric;
  if (type === 'External' && external !== undefined) {
    const name = JSON.stringify(external.metric.name);
    const values = printValues(external.target, status?.external?.current);
    return `${name} (target ${external.target.averageValue === undefined ? '' : 'average '}value):\t${values}`;
  }
  if (type === 'Pods' && pods !== undefined)
    return `${JSON.stringify(pods.metric.name)} on pods:\t${printValues(pods.target, status?.pods?.current)}`;
  if (type === 'Object' && object !== undefined) {
    const title = `"${object.metric.name}" on ${object.describedObject.kind}/${object.describedObject.name}`;
    const average = object.target.type === 'AverageValue' ? 'average ' : '';
    return `${title} (target ${average}value):\t${printValues(object.target, status?.object?.current)}`;
  }
  if (type === 'Resource' && resource !== undefined)
    return `resource ${resource.name} on pods${printUse(resource.target, status?.resource?.current)}`;
  if (type === 'ContainerResource' && containerResource !== undefined) {
    const { name, container, target } = containerResource;
    const use = printUse(target, status?.containerResource?.current);
    return `resource ${name} of container "${container}" on pods${use}`;
  }
  return `<unknown metric type ${JSON.stringify(type)}>`;
}

function printValues(target: MetricTarget, current: MetricValueStatus | undefined): string {
  const isAverage = target.averageValue !== undefined;
  const now = isAverage ? current?.averageValue : current?.value;
  const aim = isAverage ? target.averageValue : target.value;
  return `${now === undefined ? unknown : canonicalQuantity(now)} / ${canonicalQuantity(aim ?? '0')}`;
}

function printUse(target: MetricTarget, current: MetricValueStatus | undefined): string {
  if (target.averageValue !== undefined) return `:\t${printValues(target, current)}`;
  const { averageUtilization: used, averageValue = '0' } = current ?? {};
  const now = used === undefined ? unknown : `${used}% (${canonicalQuantity(averageValue)})`;
  const aim = target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`;
  return `  (as a percentage of request):\t${now} / ${aim}`;
}

function describeRules(description: Description, title: string, rules: HPAScalingRules | undefined): void {
  if (rules === undefined) return;
  description.line(`${title}:`, 1);
  const { stabilizationWindowSeconds: seconds, policies = [], selectPolicy = 'Max' } = rules;
  if (seconds !== undefined) description.line(`Stabilization Window: ${seconds} seconds`, 2);
  if (policies.length === 0) return;
  description.line(`Select Policy: ${selectPolicy}`, 2);
  description.line('Policies:', 2);
  for (const { type, value, periodSeconds } of policies)
    description.line(`- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds`, 3);
}
