/**
 * Where answers may differ from the recorded ones of Kubernetes 1.20, each with its reason: we follow 1.36. What isn't
 * here is a defect of ours.
 */
import type { Fields } from './trace.ts';

/** Cases that 1.36 answers otherwise. */
export const requestsThatDiffer: Readonly<Record<string, string>> = {
  'namespace-name-with-dot': 'since 1.34 a label with dots is told that it has dots',
  'pod-init-with-readiness': 'since 1.28 init containers may have probes when they restart always',
  'pod-env-bad-name': 'RelaxedEnvironmentVariableValidation, 1.34: names of any printable characters',
  'pod-privileged-no-escalation': 'the recorded server was started without privileged containers',
  'pod-hostaliases-bad-ip': 'texts about addresses, and the index of the item, since 1.31',
  'pod-request-gt-limit': 'since 1.27 the message says the limit',
  'pod-extended-fraction': 'since 1.32 quantities are shown as they are written',
  'pod-toleration-exists-with-value': 'since 1.27 the message shows the value alone',
  'ds-maxUnavailable-0': 'DaemonSetUpdateSurge, 1.22',
  'job-ttl-negative': 'TTLAfterFinished was off: the field was dropped before validation',
  'cron-schedule-6-fields': 'version 3 of the schedule parser, 1.22',
  'cron-batch-v1': 'CronJob batch/v1, 1.21',
  'svc-clusterIP-out-of-range': 'since 1.23 a dry run tries the allocation too',
  'svc-clusterIP-unset': 'since 1.21 an update without an address keeps the one that is there',
  'svc clusterIP out of range (real)': 'since 1.30 the message names the address',
  'endpoints-loopback': 'the message names the IPv6 range too since 1.33',
  'hpa-min-zero': 'HPAScaleToZero: the second error goes with the gate',
  'quota-fraction-pods': 'since 1.32 quantities are shown in canonical form',
  'bad-label-selector': 'selectors with gt and lt, and unquoted operators, in the list of what was expected',
  'sts-podManagement-immutable': 'more fields of a StatefulSet may change',
  'job-name-too-long': 'two labels with the name since 1.27',
  'job-template-immutable': 'labels batch.kubernetes.io since 1.27: the recorded body lacks them',
  'pvc-shrink': 'without the difference of Go values; more fields may change',
  'pod-resources-immutable': 'without the difference of Go values; more fields may change',
  'ssa bob {}': 'since 1.21 an empty map that is applied is a field of its own (structured-merge-diff 4.1)',
  'table pods': 'restarts are text since 1.22: they tell when',
  'table persistentvolumeclaims': 'a column for VolumeAttributesClass since 1.29',
  'table persistentvolumes': 'a column for VolumeAttributesClass since 1.29',
  'table resourcequotas': 'the age comes last since 1.34',
  'table jobs': 'a column for the status since 1.31',
  'table cronjobs': 'a column for the time zone since 1.29',
  'discovery /apis/batch/v1beta1': 'batch/v1beta1 is gone since 1.25',
  'discovery /apis/policy/v1beta1': 'policy/v1beta1 is gone since 1.25',
  'discovery /apis/discovery.k8s.io/v1beta1': 'discovery.k8s.io/v1beta1 is gone since 1.25',
};

interface Wording {
  readonly from: RegExp;
  readonly to: string;
  readonly why: string;
}

/** Wordings, brought to one in both answers. */
const wordings: readonly Wording[] = [
  {
    from: /must be no more than (\d+) (characters|bytes)/g,
    to: 'must be no more than $1',
    why: 'since 1.31',
  },
  {
    from: /(cannot be handled as a \w+): (?!converting|strict|no kind).*/s,
    to: '$1',
    why: 'since 1.23 bodies are read by encoding/json instead of jsoniter',
  },
  {
    from: /((?:Invalid|Unsupported|Duplicate) value): (?:\w*\[\]|map\[|\w+\.\w+\{|[[{]|null|\d).*?(?=: (?:`|[a-zA-Z])|$)/gs,
    to: '$1',
    why: 'since 1.33 values are shown as JSON instead of as Go writes them',
  },
  {
    from: /Invalid value(?:: "[^"]*")?: (a valid percent|must not be greater than 100)/g,
    to: 'Invalid value: $1',
    why: 'as above, of values that are a number or a percentage',
  },
  { from: /\b(Ingress|NetworkPolicy)\.(extensions|networking\.k8s\.io)/g, to: '$1', why: 'the group, 1.22' },
  { from: /\b(extensions|networking\.k8s\.io)$/, to: 'networking.k8s.io', why: 'the group, 1.22' },
  {
    from: /failed to allocated? (?:IP|ip:)\s?(\S+?):? (?:with error:)?(?=provided IP)/g,
    to: 'failed to allocate $1: ',
    why: 'wording since 1.25',
  },
  { from: /P_[a-z0-9]{5}/g, to: 'P_<generated>', why: 'a generated name' },
  { from: /UID in object meta: \S+/g, to: 'UID in object meta: <uid>', why: 'a uid' },
];

/** A value with all its texts in one wording. */
export function withoutVersionDifferences<Value>(value: Value): Value {
  return rewritten(value) as Value;
}

function rewritten(value: unknown): unknown {
  if (typeof value === 'string')
    return wordings.reduce((text, { from, to }) => text.replace(from, to), value);
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as Fields).map(([key, field]) => [key, rewritten(field)]));
}
