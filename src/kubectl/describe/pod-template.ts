import type { PodTemplateSpec, TopologySpreadConstraint } from '../../engine/api/generated/types.ts';
import { describeContainers } from './containers.ts';
import { type Description, printSelector, printTolerations } from './description.ts';
import { describeVolumes } from './volumes.ts';

/** `kubectl/pkg/describe/describe.go` DescribePodTemplate */
export function describePodTemplate(
  description: Description,
  { metadata, spec }: PodTemplateSpec = { spec: { containers: [] } },
): void {
  description.line('Pod Template:');
  description.labels('  Labels', metadata?.labels);
  if (metadata?.annotations !== undefined && Object.keys(metadata.annotations).length > 0)
    description.annotations('  Annotations', metadata.annotations);
  if (spec?.serviceAccountName) description.field('  Service Account', spec.serviceAccountName);
  if (spec?.initContainers !== undefined && spec.initContainers.length > 0)
    describeContainers(description, spec.initContainers, { title: 'Init Containers', nested: true });
  describeContainers(description, spec?.containers ?? [], { title: 'Containers', nested: true });
  describeVolumes(description, spec?.volumes, true);
  describeSpread(description, spec?.topologySpreadConstraints, '  ');
  if (spec?.priorityClassName) description.field('  Priority Class Name', spec.priorityClassName);
  description.labels('  Node-Selectors', spec?.nodeSelector);
  description.list('  Tolerations', printTolerations(spec?.tolerations));
}

export function describeSpread(
  description: Description,
  constraints: readonly TopologySpreadConstraint[] | undefined,
  indent: string,
): void {
  if (constraints === undefined || constraints.length === 0) return;
  const sorted = constraints.toSorted((a, b) => (a.topologyKey < b.topologyKey ? -1 : 1));
  const texts = sorted.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => {
    const selected = labelSelector === undefined ? '' : ` for selector ${printSelector(labelSelector)}`;
    return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selected}`;
  });
  description.list(`${indent}Topology Spread Constraints`, texts);
}
