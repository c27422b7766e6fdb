/** `kubectl rollout undo`. `staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go` */
import type { Deployment, PodTemplateSpec } from '../engine/api/generated/types.ts';
import type { Invocation } from './invocation.ts';
import { dryRunOf } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import { lastAppliedAnnotation } from './last-applied.ts';
import { isSameJson } from './structured-text.ts';
import type { Revision } from './revisions.ts';
import { findRevision, readRevisions } from './revisions.ts';
import type { Selected } from './select-objects.ts';

/** Annotations that describe the Deployment, not the revision. */
const keptAnnotations = [
  lastAppliedAnnotation,
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

/** Brings a workload back to a revision (0: the one before); what became of it, in kubectl's words. */
export async function rollBack(
  invocation: Invocation,
  workload: Selected,
  toRevision: number,
): Promise<string> {
  const revision = findRevision(await readRevisions(invocation, workload), toRevision, workload);
  const isDeployment = workload.object.kind === 'Deployment';
  if (isDeployment && (workload.object as Deployment).spec?.paused === true) {
    throw new KubectlError(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`,
    );
  }
  if (isSameTemplate(revision.template, templateOf(workload))) {
    return `skipped rollback (current template already matches revision ${toRevision})`;
  }
  const { query, client } = dryRunOf(invocation);
  if (client) return 'rolled back';
  if (isDeployment)
    await invocation.server.patch(workload, 'json', deploymentPatch(workload, revision), { query });
  else await invocation.server.patch(workload, 'strategic', revision.patch, { query });
  return 'rolled back';
}

function templateOf(workload: Selected): PodTemplateSpec {
  return (workload.object as Deployment).spec?.template ?? ({} as PodTemplateSpec);
}

function deploymentPatch(workload: Selected, revision: Revision): unknown {
  const current = Object.entries(workload.object.metadata?.annotations ?? {});
  const stored = Object.entries(revision.annotations);
  const annotations = Object.fromEntries([
    ...current.filter(([key]) => keptAnnotations.includes(key)),
    ...stored.filter(([key]) => !keptAnnotations.includes(key)),
  ]);
  return [
    { op: 'replace', path: '/spec/template', value: withoutHash(revision.template) },
    { op: 'replace', path: '/metadata/annotations', value: annotations },
  ];
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function isSameTemplate(a: PodTemplateSpec, b: PodTemplateSpec): boolean {
  return isSameJson(withoutHash(a), withoutHash(b));
}
