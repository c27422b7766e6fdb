/** Go's names of types, which the API server shows in messages about mistyped fields. `staging/src/k8s.io/api` */
const wideIntegers: ReadonlySet<string> = new Set([
  'activeDeadlineSeconds',
  'deletionGracePeriodSeconds',
  'expirationSeconds',
  'fsGroup',
  'generation',
  'observedGeneration',
  'revision',
  'runAsGroup',
  'runAsUser',
  'sizeBytes',
  'startingDeadlineSeconds',
  'supplementalGroups',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
]);

const namedStrings: Readonly<Record<string, string>> = {
  accessModes: 'PersistentVolumeAccessMode',
  concurrencyPolicy: 'ConcurrencyPolicy',
  dnsPolicy: 'DNSPolicy',
  effect: 'TaintEffect',
  externalTrafficPolicy: 'ServiceExternalTrafficPolicy',
  imagePullPolicy: 'PullPolicy',
  pathType: 'PathType',
  podManagementPolicy: 'PodManagementPolicyType',
  policyTypes: 'PolicyType',
  protocol: 'Protocol',
  restartPolicy: 'RestartPolicy',
  scheme: 'URIScheme',
  sessionAffinity: 'ServiceAffinity',
  terminationMessagePolicy: 'TerminationMessagePolicy',
  volumeMode: 'PersistentVolumeMode',
};

/** 64 for the few fields that Kubernetes keeps in an int64, else 32. */
export function integerBits(field: string): 32 | 64 {
  return wideIntegers.has(field) ? 64 : 32;
}

/** @param type text as in structure.ts */
export function goTypeName(type: string, field: string, version: string): string {
  if (type.startsWith('[')) return `[]${goTypeName(type.slice(1), field, version)}`;
  if (type === '{q') return `${version}.ResourceList`;
  if (type.startsWith('{')) return `map[string]${goTypeName(type.slice(1), '', version)}`;
  switch (type) {
    case 's':
      return field in namedStrings ? `${version}.${namedStrings[field]}` : 'string';
    case 'b':
      return 'bool';
    case 'n':
      return `int${integerBits(field)}`;
    case 'y':
      return '[]uint8';
    default:
      return `${type === 'ObjectMeta' ? 'v1' : version}.${type}`;
  }
}
