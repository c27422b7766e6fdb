/** Pod specs, in pods and in templates. `pkg/apis/core/validation/validation.go`, ValidatePodSpec */
import type { PodSpec, PodTemplateSpec } from '../generated/types.ts';
import { checkAffinity, checkTolerations, checkTopologySpread } from './affinity.ts';
import { checkContainers } from './containers.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './field-error.ts';
import { dnsSubdomainErrors, rangeMessage } from './formats.ts';
import { checkIp } from './ip.ts';
import { checkResourceAmount, checkResourceName, checkResources } from './resources.ts';
import {
  checkAnnotations,
  checkDnsLabel,
  checkDnsSubdomain,
  checkFormat,
  checkLabelKey,
  checkLabels,
  checkOptionalWord,
  checkWord,
  isSet,
  type Errors,
} from './rules.ts';
import { checkHostUsers, checkPodSecurity } from './security.ts';
import { checkVolumes } from './volumes.ts';

export interface PodContext {
  /** Name of the pod, when the spec is a pod's own. */
  readonly podName?: string;
  readonly isPod: boolean;
}

export function checkPodSpec(spec: PodSpec, context: PodContext, path: string, errors: Errors): void {
  const volumes = checkVolumes(spec.volumes, context.podName, `${path}.volumes`, errors);
  checkContainers(spec, volumes, path, errors);
  checkResources(spec.resources, `${path}.resources`, errors);
  if (spec.hostNetwork === true) checkHostNetworkPorts(spec, context.isPod, path, errors);
  checkWord(spec.restartPolicy, ['Always', 'OnFailure', 'Never'], `${path}.restartPolicy`, errors);
  checkDns(spec, path, errors);
  checkLabels(spec.nodeSelector, `${path}.nodeSelector`, errors);
  checkPodSecurity(spec, `${path}.securityContext`, errors);
  checkAffinity(spec.affinity, `${path}.affinity`, errors);
  checkDnsConfig(spec, `${path}.dnsConfig`, errors);
  checkGates(spec, path, errors);
  checkTopologySpread(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`, errors);
  checkHostUsers(spec, path, errors);
  checkNames(spec, path, errors);
  checkOverhead(spec, `${path}.overhead`, errors);
  if (spec.os !== undefined) checkOptionalWord(spec.os.name, ['linux', 'windows'], `${path}.os.name`, errors);
}

function checkHostNetworkPorts(spec: PodSpec, isPod: boolean, path: string, errors: Errors): void {
  spec.containers?.forEach(({ ports }, index) => {
    ports?.forEach(({ hostPort = 0, containerPort }, position) => {
      if (hostPort === containerPort || (!isPod && hostPort === 0)) return;
      const at = `${path}.containers[${index}].ports[${position}].hostPort`;
      errors.push(invalid(at, hostPort, 'must match `containerPort` when `hostNetwork` is true'));
    });
  });
}

function checkDns(spec: PodSpec, path: string, errors: Errors): void {
  const policies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
  checkWord(spec.dnsPolicy, policies, `${path}.dnsPolicy`, errors);
}

const mostNameservers = 3;
const mostSearches = 32;
const mostSearchCharacters = 2048;

function checkDnsConfig(spec: PodSpec, path: string, errors: Errors): void {
  const config = spec.dnsConfig;
  const { nameservers = [], searches = [], options = [] } = config ?? {};
  if (spec.dnsPolicy === 'None') {
    if (config === undefined) {
      errors.push(required(path, 'must provide `dnsConfig` when `dnsPolicy` is None'));
      return;
    }
    if (nameservers.length === 0) {
      const detail = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
      errors.push(required(`${path}.nameservers`, detail));
      return;
    }
  }
  if (nameservers.length > mostNameservers) {
    errors.push(
      invalid(`${path}.nameservers`, nameservers, `must not have more than ${mostNameservers} nameservers`),
    );
  }
  nameservers.forEach((address, index) => checkIp(address, `${path}.nameservers[${index}]`, errors));
  if (searches.length > mostSearches) {
    errors.push(
      invalid(`${path}.searches`, searches, `must not have more than ${mostSearches} search paths`),
    );
  }
  if (searches.join(' ').length > mostSearchCharacters) {
    const detail = `must not have more than ${mostSearchCharacters} characters (including spaces) in the search list`;
    errors.push(invalid(`${path}.searches`, searches, detail));
  }
  searches.forEach((search, index) => {
    if (search !== '.')
      checkDnsSubdomain(search.replace(/\.$/, '').replaceAll('_', '-'), `${path}.searches[${index}]`, errors);
  });
  options.forEach(({ name }, index) => {
    if (!isSet(name)) errors.push(required(`${path}.options[${index}]`, 'must not be empty'));
  });
}

function checkGates(spec: PodSpec, path: string, errors: Errors): void {
  spec.readinessGates?.forEach(({ conditionType }, index) =>
    checkLabelKey(conditionType ?? '', `${path}.readinessGates[${index}].conditionType`, errors),
  );
  const seen = new Set<string>();
  spec.schedulingGates?.forEach(({ name }, index) => {
    const at = `${path}.schedulingGates[${index}]`;
    checkLabelKey(name ?? '', at, errors);
    if (seen.has(name)) errors.push(duplicate(at, name));
    seen.add(name);
  });
}

const longestDeadline = 2147483647;

function checkNames(spec: PodSpec, path: string, errors: Errors): void {
  const subdomain = (
    field: 'serviceAccountName' | 'nodeName' | 'priorityClassName' | 'runtimeClassName',
  ): void => {
    const value = spec[field];
    if (isSet(value)) checkFormat(dnsSubdomainErrors, value ?? '', `${path}.${field}`, errors);
  };
  subdomain('serviceAccountName');
  subdomain('nodeName');
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > longestDeadline)) {
    errors.push(invalid(`${path}.activeDeadlineSeconds`, deadline, rangeMessage(1, longestDeadline)));
  }
  if (isSet(spec.hostname)) checkDnsLabel(spec.hostname ?? '', `${path}.hostname`, errors);
  if (isSet(spec.subdomain)) checkDnsLabel(spec.subdomain ?? '', `${path}.subdomain`, errors);
  checkTolerations(spec.tolerations, `${path}.tolerations`, errors);
  spec.hostAliases?.forEach(({ ip, hostnames }, index) => {
    const at = `${path}.hostAliases[${index}]`;
    checkIp(ip ?? '', `${at}.ip`, errors);
    hostnames?.forEach((name, position) => checkDnsSubdomain(name, `${at}.hostnames[${position}]`, errors));
  });
  subdomain('priorityClassName');
  subdomain('runtimeClassName');
  const preemption = ['PreemptLowerPriority', 'Never'];
  checkOptionalWord(spec.preemptionPolicy, preemption, `${path}.preemptionPolicy`, errors);
}

function checkOverhead(spec: PodSpec, path: string, errors: Errors): void {
  for (const [name, text] of Object.entries(spec.overhead ?? {})) {
    checkResourceName(name, `${path}.limits[${name}]`, errors);
    checkResourceAmount(name, text, `${path}.limits[${name}]`, errors);
  }
}

/** A template's labels, annotations and spec; what makes pods adds rules of its own. */
export function checkTemplate(template: PodTemplateSpec, path: string, errors: Errors): void {
  checkLabels(template.metadata?.labels, `${path}.labels`, errors);
  checkAnnotations(template.metadata?.annotations, `${path}.annotations`, errors);
  const spec = template.spec ?? ({} as PodSpec);
  checkPodSpec(spec, { isPod: false }, `${path}.spec`, errors);
  if (isSet(spec.ephemeralContainers)) {
    errors.push(
      forbidden(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template'),
    );
  }
}

/** A template of pods that never end: only `Always`, and no deadline. @param owner kind for the message */
export function checkLastingTemplate(
  spec: PodSpec | undefined,
  owner: string,
  path: string,
  errors: Errors,
): void {
  if (spec?.restartPolicy !== 'Always') {
    errors.push(notSupported(`${path}.spec.restartPolicy`, spec?.restartPolicy ?? '', ['Always']));
  }
  if (spec?.activeDeadlineSeconds !== undefined) {
    const detail = `activeDeadlineSeconds in ${owner} is not Supported`;
    errors.push(forbidden(`${path}.spec.activeDeadlineSeconds`, detail));
  }
}
