import type {
  Node,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Pod,
  PreferredSchedulingTerm,
  TopologySelectorTerm,
} from '../generated/types.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * Whether the node matches any of the terms. A term without requirements and a term that can't be understood
 * match nothing. `staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go`
 */
export function nodeMatchesNodeSelectorTerms(node: Node, terms: readonly NodeSelectorTerm[]): boolean {
  return terms.some((term) => nodeMatchesTerm(node, term));
}

/** Whether the node matches the pod's nodeSelector and its required node affinity. */
export function podMatchesNode(pod: Pod, node: Node): boolean {
  const labels = node.metadata?.labels ?? {};
  for (const [key, value] of Object.entries(pod.spec?.nodeSelector ?? {})) {
    if (labels[key] !== value) return false;
  }
  const required = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || nodeMatchesNodeSelectorTerms(node, required.nodeSelectorTerms ?? []);
}

/** Sum of the weights of the preferred terms that the node matches; an empty preference matches nothing. */
export function preferredTermsScore(node: Node, terms: readonly PreferredSchedulingTerm[]): number {
  let score = 0;
  for (const term of terms) if (nodeMatchesTerm(node, term.preference)) score += term.weight;
  return score;
}

/** Whether labels match any term of a StorageClass's allowedTopologies; no terms allow everything. */
export function labelsMatchTopologyTerms(labels: Labels, terms: readonly TopologySelectorTerm[]): boolean {
  if (terms.length === 0) return true;
  return terms.some((term) => {
    const requirements = term.matchLabelExpressions ?? [];
    return (
      requirements.length > 0 && requirements.every(({ key, values }) => values.includes(labels[key] ?? ''))
    );
  });
}

function nodeMatchesTerm(node: Node, term: NodeSelectorTerm): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (expressions.length === 0 && fields.length === 0) return false;
  const labels = node.metadata?.labels ?? {};
  return (
    expressions.every((requirement) => labelsMatchRequirement(labels, requirement)) &&
    fields.every((requirement) => nodeMatchesField(node, requirement))
  );
}

function labelsMatchRequirement(
  labels: Labels,
  { key, operator, values = [] }: NodeSelectorRequirement,
): boolean {
  const value = labels[key];
  if (!values.every(isLabelValue)) return false;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return values.length > 0 && (value === undefined || !values.includes(value));
    case 'Exists':
      return values.length === 0 && value !== undefined;
    case 'DoesNotExist':
      return values.length === 0 && value === undefined;
    case 'Gt':
    case 'Lt':
      return values.length === 1 && compareIntegers(value, operator, values[0]!);
    default:
      return false;
  }
}

/** A requirement with a value that no label may have can't be understood. */
function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value);
}

function compareIntegers(label: string | undefined, operator: 'Gt' | 'Lt', bound: string): boolean {
  if (label === undefined || !isInteger(label) || !isInteger(bound)) return false;
  return operator === 'Gt' ? BigInt(label) > BigInt(bound) : BigInt(label) < BigInt(bound);
}

function isInteger(text: string): boolean {
  return /^-?\d{1,19}$/.test(text);
}

/** The only field of a node that can be asked for is its name, and with one value at a time. */
function nodeMatchesField(node: Node, { key, operator, values = [] }: NodeSelectorRequirement): boolean {
  if (values.length !== 1) return false;
  const value = key === 'metadata.name' ? (node.metadata?.name ?? '') : '';
  if (operator === 'In') return value === values[0];
  return operator === 'NotIn' && value !== values[0];
}
