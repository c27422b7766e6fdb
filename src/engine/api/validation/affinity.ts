/** Where a pod wants to be. `pkg/apis/core/validation/validation.go` */
import type {
  Affinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from '../generated/types.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './field-error.ts';
import { dnsLabelErrors, dnsSubdomainErrors, labelValueErrors } from './formats.ts';
import {
  checkFormat,
  checkLabelKey,
  checkLabelSelector,
  checkOptionalWord,
  isSet,
  type Errors,
} from './rules.ts';

const requiredField = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferredField = 'preferredDuringSchedulingIgnoredDuringExecution';

export function checkAffinity(affinity: Affinity | undefined, path: string, errors: Errors): void {
  const node = affinity?.nodeAffinity;
  if (node?.[requiredField] !== undefined) {
    checkNodeSelector(node[requiredField], `${path}.nodeAffinity.${requiredField}`, errors);
  }
  node?.[preferredField]?.forEach(({ weight, preference }, index) => {
    const at = `${path}.nodeAffinity.${preferredField}[${index}]`;
    checkWeight(weight, at, errors);
    checkNodeTerm(preference ?? {}, false, `${at}.preference`, errors);
  });
  checkPodAffinity(affinity?.podAffinity, `${path}.podAffinity`, errors);
  checkPodAffinity(affinity?.podAntiAffinity, `${path}.podAntiAffinity`, errors);
}

function checkWeight(weight: number | undefined, path: string, errors: Errors): void {
  if (weight !== undefined && weight > 0 && weight <= 100) return;
  errors.push(invalid(`${path}.weight`, weight ?? 0, 'must be in the range 1-100'));
}

export function checkNodeSelector(selector: NodeSelector, path: string, errors: Errors): void {
  const at = `${path}.nodeSelectorTerms`;
  if (!isSet(selector.nodeSelectorTerms))
    errors.push(required(at, 'must have at least one node selector term'));
  selector.nodeSelectorTerms?.forEach((term, index) => checkNodeTerm(term, true, `${at}[${index}]`, errors));
}

function checkNodeTerm(term: NodeSelectorTerm, strictValues: boolean, path: string, errors: Errors): void {
  term.matchExpressions?.forEach((requirement, index) => {
    const at = `${path}.matchExpressions[${index}]`;
    checkNodeOperator(requirement, at, errors);
    checkLabelKey(requirement.key ?? '', `${at}.key`, errors);
    if (!strictValues) return;
    requirement.values?.forEach((value, position) =>
      checkFormat(labelValueErrors, value, `${at}.values[${position}]`, errors),
    );
  });
  term.matchFields?.forEach((requirement, index) =>
    checkFieldRequirement(requirement, `${path}.matchFields[${index}]`, errors),
  );
}

function checkNodeOperator(
  { operator, values }: NodeSelectorRequirement,
  path: string,
  errors: Errors,
): void {
  const at = `${path}.values`;
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (!isSet(values)) errors.push(required(at, "must be specified when `operator` is 'In' or 'NotIn'"));
      return;
    case 'Exists':
    case 'DoesNotExist':
      if (isSet(values)) {
        errors.push(forbidden(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      }
      return;
    case 'Gt':
    case 'Lt':
      if (values?.length !== 1) {
        errors.push(required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      }
      return;
    default:
      errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
  }
}

function checkFieldRequirement(requirement: NodeSelectorRequirement, path: string, errors: Errors): void {
  const { key, operator, values } = requirement;
  if (operator === 'In' || operator === 'NotIn') {
    if (values?.length !== 1) {
      const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
      errors.push(required(`${path}.values`, detail));
    }
  } else {
    errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
  }
  if (key !== 'metadata.name') {
    errors.push(invalid(`${path}.key`, key ?? '', 'not a valid field selector key'));
    return;
  }
  values?.forEach((value, index) =>
    checkFormat(dnsSubdomainErrors, value, `${path}.values[${index}]`, errors),
  );
}

function checkPodAffinity(affinity: PodAffinity | undefined, path: string, errors: Errors): void {
  affinity?.[requiredField]?.forEach((term, index) =>
    checkPodTerm(term, `${path}.${requiredField}[${index}]`, errors),
  );
  affinity?.[preferredField]?.forEach(({ weight, podAffinityTerm }, index) => {
    const at = `${path}.${preferredField}[${index}]`;
    checkWeight(weight, at, errors);
    checkPodTerm(podAffinityTerm, `${at}.podAffinityTerm`, errors);
  });
}

function checkPodTerm(term: PodAffinityTerm, path: string, errors: Errors): void {
  checkLabelSelector(term.labelSelector, `${path}.labelSelector`, errors);
  checkLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`, errors);
  for (const name of term.namespaces ?? []) {
    for (const message of dnsLabelErrors(name)) errors.push(invalid(`${path}.namespace`, name, message));
  }
  const keyed = isSet(term.matchLabelKeys) || isSet(term.mismatchLabelKeys);
  if (keyed && term.labelSelector === undefined) {
    const field = isSet(term.matchLabelKeys) ? 'matchLabelKeys' : 'mismatchLabelKeys';
    errors.push(forbidden(`${path}.${field}`, 'must not be specified when labelSelector is not set'));
  }
  if (!isSet(term.topologyKey)) errors.push(required(`${path}.topologyKey`, 'can not be empty'));
  checkLabelKey(term.topologyKey ?? '', `${path}.topologyKey`, errors);
}

export const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function checkTolerations(
  tolerations: readonly Toleration[] | undefined,
  path: string,
  errors: Errors,
): void {
  tolerations?.forEach((toleration, index) => checkToleration(toleration, `${path}[${index}]`, errors));
}

function checkToleration(toleration: Toleration, path: string, errors: Errors): void {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
  if (key !== '') checkLabelKey(key, `${path}.key`, errors);
  if (key === '' && operator !== 'Exists') {
    const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(invalid(`${path}.operator`, operator, detail));
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    errors.push(
      invalid(`${path}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"),
    );
  }
  if (operator === 'Equal' || operator === '') {
    const messages = labelValueErrors(value);
    if (messages.length > 0) errors.push(invalid(`${path}.operator`, value, messages.join(';')));
  } else if (operator === 'Exists') {
    if (value !== '') {
      errors.push(invalid(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'"));
    }
  } else {
    errors.push(notSupported(`${path}.operator`, operator, ['Equal', 'Exists']));
  }
  if (effect !== '') checkOptionalWord(effect, taintEffects, `${path}.effect`, errors);
}

export function checkTopologySpread(
  constraints: readonly TopologySpreadConstraint[] | undefined,
  path: string,
  errors: Errors,
): void {
  const seen = new Set<string>();
  constraints?.forEach((constraint, index) => {
    const { maxSkew, topologyKey = '', whenUnsatisfiable = '', minDomains, labelSelector } = constraint;
    const at = `${path}[${index}]`;
    if (!(maxSkew > 0)) errors.push(invalid(`${at}.maxSkew`, maxSkew ?? 0, 'must be greater than zero'));
    if (topologyKey === '') errors.push(required(`${at}.topologyKey`, 'can not be empty'));
    checkOptionalWord(
      whenUnsatisfiable,
      ['DoNotSchedule', 'ScheduleAnyway'],
      `${at}.whenUnsatisfiable`,
      errors,
    );
    const pair = `{${topologyKey}, ${whenUnsatisfiable}}`;
    if (seen.has(pair)) errors.push(duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, pair));
    seen.add(pair);
    if (minDomains !== undefined) checkMinDomains(minDomains, whenUnsatisfiable, `${at}.minDomains`, errors);
    checkOptionalWord(constraint.nodeAffinityPolicy, ['Honor', 'Ignore'], `${at}.nodeAffinityPolicy`, errors);
    checkOptionalWord(constraint.nodeTaintsPolicy, ['Honor', 'Ignore'], `${at}.nodeTaintsPolicy`, errors);
    if (isSet(constraint.matchLabelKeys) && labelSelector === undefined) {
      errors.push(forbidden(`${at}.matchLabelKeys`, 'must not be specified when labelSelector is not set'));
    }
    checkLabelSelector(labelSelector, `${at}.labelSelector`, errors);
  });
}

function checkMinDomains(minDomains: number, action: string, path: string, errors: Errors): void {
  if (minDomains <= 0) errors.push(invalid(path, minDomains, 'must be greater than zero'));
  if (action !== 'DoNotSchedule') {
    const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
    errors.push(invalid(path, minDomains, detail));
  }
}
