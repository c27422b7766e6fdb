/** HorizontalPodAutoscaler. `pkg/apis/autoscaling/validation/validation.go` */
import type {
  CrossVersionObjectReference,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HPAScalingPolicy,
  HPAScalingRules,
  MetricIdentifier,
  MetricSpec,
  MetricTarget,
} from '../generated/types.ts';
import { forbidden, invalid, notSupported, required } from './field-error.ts';
import { dnsSubdomainErrors, pathSegmentErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkFormat, checkOptionalWord, checkRequired, readQuantity, type Errors } from './rules.ts';

export function checkAutoscaler(object: HorizontalPodAutoscaler, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  checkAutoscalerSpec(object.spec ?? ({} as HorizontalPodAutoscalerSpec), errors);
}

export function checkAutoscalerUpdate(
  next: HorizontalPodAutoscaler,
  previous: HorizontalPodAutoscaler,
  errors: Errors,
): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkAutoscalerSpec(next.spec ?? ({} as HorizontalPodAutoscalerSpec), errors);
}

function checkAutoscalerSpec(spec: HorizontalPodAutoscalerSpec, errors: Errors): void {
  const { minReplicas, maxReplicas = 0 } = spec;
  if (minReplicas !== undefined && minReplicas < 1) {
    errors.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'));
  }
  if (maxReplicas < 1) errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0'));
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'));
  }
  checkTargetReference(spec.scaleTargetRef, 'spec.scaleTargetRef', errors);
  spec.metrics?.forEach((metric, index) => checkMetric(metric, `spec.metrics[${index}]`, errors));
  checkRules(spec.behavior?.scaleUp, 'spec.behavior.scaleUp', errors);
  checkRules(spec.behavior?.scaleDown, 'spec.behavior.scaleDown', errors);
}

function checkTargetReference(
  reference: CrossVersionObjectReference | undefined,
  path: string,
  errors: Errors,
): void {
  for (const field of ['kind', 'name'] as const) {
    const value = reference?.[field] ?? '';
    const at = `${path}.${field}`;
    if (checkRequired(value, at, errors)) checkFormat(pathSegmentErrors, value, at, errors);
  }
}

const sourceTypes = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
const sourceFields = ['object', 'external', 'pods', 'resource', 'containerResource'] as const;

function checkMetric(metric: MetricSpec, path: string, errors: Errors): void {
  const { type = '' } = metric;
  const at = `${path}.type`;
  checkRequired(type, at, errors, 'must specify a metric source type');
  const known = sourceTypes.includes(type);
  if (!known) errors.push(notSupported(at, type, sourceTypes));
  const present = sourceFields.filter((field) => metric[field] !== undefined);
  if (present[0] !== undefined) checkSource(metric, present[0], `${path}.${present[0]}`, errors);
  const expected = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  if (!known) errors.push(notSupported(at, type, sourceTypes));
  else if (!present.some((field) => field === expected)) {
    errors.push(required(`${path}.${expected}`, 'must populate information for the given metric source'));
  }
  if (present.length <= 1) return;
  for (const field of present) {
    if (field !== expected) {
      errors.push(forbidden(`${path}.${field}`, 'must populate the given metric source only'));
    }
  }
}

function checkSource(
  metric: MetricSpec,
  field: (typeof sourceFields)[number],
  path: string,
  errors: Errors,
): void {
  const at = `${path}.target`;
  const { object, external, pods } = metric;
  switch (field) {
    case 'object':
      checkTargetReference(object?.describedObject, `${path}.describedObject`, errors);
      checkIdentifier(object?.metric, `${path}.metric`, errors);
      checkTarget(object?.target, at, errors);
      if (object?.target?.value === undefined && object?.target?.averageValue === undefined) {
        errors.push(required(`${at}.averageValue`, 'must set either a target value or averageValue'));
      }
      return;
    case 'external':
      checkIdentifier(external?.metric, `${path}.metric`, errors);
      checkTarget(external?.target, at, errors);
      checkExternalTarget(external?.target, at, errors);
      return;
    case 'pods':
      checkIdentifier(pods?.metric, `${path}.metric`, errors);
      checkTarget(pods?.target, at, errors);
      if (!isPositive(pods?.target?.averageValue)) {
        errors.push(required(`${at}.averageValue`, 'must specify a positive target averageValue'));
      }
      return;
    default:
      checkResourceSource(metric, field, path, errors);
  }
}

function checkExternalTarget(target: MetricTarget | undefined, path: string, errors: Errors): void {
  const hasValue = target?.value !== undefined;
  const hasAverage = target?.averageValue !== undefined;
  if (!hasValue && !hasAverage) {
    const detail = 'must set either a target value for metric or a per-pod target';
    errors.push(required(`${path}.averageValue`, detail));
  } else if (hasValue && hasAverage) {
    errors.push(
      forbidden(`${path}.value`, 'may not set both a target value for metric and a per-pod target'),
    );
  }
}

function checkResourceSource(
  metric: MetricSpec,
  field: 'resource' | 'containerResource',
  path: string,
  errors: Errors,
): void {
  const source = metric[field];
  checkRequired(source?.name, `${path}.name`, errors, 'must specify a resource name');
  if (field === 'containerResource') {
    checkRequired(
      metric.containerResource?.container,
      `${path}.container`,
      errors,
      'must specify a container',
    );
  }
  const at = `${path}.target`;
  checkTarget(source?.target, at, errors);
  const hasUtilization = source?.target?.averageUtilization !== undefined;
  const hasAverage = source?.target?.averageValue !== undefined;
  if (!hasUtilization && !hasAverage) {
    const detail = 'must set either a target raw value or a target utilization';
    errors.push(required(`${at}.averageUtilization`, detail));
  } else if (hasUtilization && hasAverage) {
    errors.push(
      forbidden(`${at}.averageValue`, 'may not set both a target raw value and a target utilization'),
    );
  }
}

function checkIdentifier(metric: MetricIdentifier | undefined, path: string, errors: Errors): void {
  const name = metric?.name ?? '';
  const at = `${path}.name`;
  if (checkRequired(name, at, errors, 'must specify a metric name'))
    checkFormat(pathSegmentErrors, name, at, errors);
}

function isPositive(text: string | undefined): boolean {
  if (text === undefined) return false;
  const quantity = readQuantity(text, '', []);
  return quantity !== undefined && quantity.unscaled > 0n;
}

function checkTarget(target: MetricTarget | undefined, path: string, errors: Errors): void {
  const type = target?.type ?? '';
  checkRequired(type, `${path}.type`, errors, 'must specify a metric target type');
  if (!['Utilization', 'Value', 'AverageValue'].includes(type)) {
    errors.push(invalid(`${path}.type`, type, 'must be either Utilization, Value, or AverageValue'));
  }
  for (const field of ['value', 'averageValue'] as const) {
    const text = target?.[field];
    if (text !== undefined && !isPositive(text))
      errors.push(invalid(`${path}.${field}`, text, 'must be positive'));
  }
  const utilization = target?.averageUtilization;
  if (utilization !== undefined && utilization < 1) {
    errors.push(invalid(`${path}.averageUtilization`, utilization, 'must be greater than 0'));
  }
}

const longestStabilizationSeconds = 3600;
const longestPeriodSeconds = 1800;

function checkRules(rules: HPAScalingRules | undefined, path: string, errors: Errors): void {
  if (rules === undefined) return;
  const window = rules.stabilizationWindowSeconds;
  const at = `${path}.stabilizationWindowSeconds`;
  if (window !== undefined && window < 0) {
    errors.push(invalid(at, window, 'must be greater than or equal to zero'));
  }
  if (window !== undefined && window > longestStabilizationSeconds) {
    errors.push(invalid(at, window, `must be less than or equal to ${longestStabilizationSeconds}`));
  }
  checkOptionalWord(rules.selectPolicy, ['Disabled', 'Max', 'Min'], `${path}.selectPolicy`, errors);
  checkRequired(rules.policies, `${path}.policies`, errors, 'must specify at least one Policy');
  rules.policies?.forEach((policy, index) => checkPolicy(policy, `${path}.policies[${index}]`, errors));
}

function checkPolicy(policy: HPAScalingPolicy, path: string, errors: Errors): void {
  const { type = '', value = 0, periodSeconds = 0 } = policy;
  checkOptionalWord(type, ['Percent', 'Pods'], `${path}.type`, errors);
  if (value <= 0) errors.push(invalid(`${path}.value`, value, 'must be greater than zero'));
  if (periodSeconds <= 0)
    errors.push(invalid(`${path}.periodSeconds`, periodSeconds, 'must be greater than zero'));
  if (periodSeconds > longestPeriodSeconds) {
    const detail = `must be less than or equal to ${longestPeriodSeconds}`;
    errors.push(invalid(`${path}.periodSeconds`, periodSeconds, detail));
  }
}
