/**
 * One look at a CustomResourceDefinition: accepts its names and establishes its kind, or empties it of its
 * objects when it is deleted. `apiextensions-apiserver/pkg/controller/{status,establish,finalizer}`
 */
import { customResourceCleanup, definitionsResource, isEstablished } from '../../api/custom-kinds.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionCondition,
  CustomResourceDefinitionStatus,
} from '../../api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf } from '../../api/object.ts';
import type { ReconcileResult, View, Write } from '../../api/part.ts';

/** How long to wait for objects that finalizers hold. */
const recountMs = 5000;

export function reconcileDefinition(key: string, view: View): ReconcileResult {
  const definition = view.get<CustomResourceDefinition>(definitionsResource, '', key);
  if (definition === undefined) return { writes: [] };
  if (definition.metadata?.deletionTimestamp !== undefined) return emptied(definition, view);
  return { writes: accepted(definition, view) };
}

type Told = Pick<CustomResourceDefinitionCondition, 'type' | 'status' | 'reason' | 'message'>;

function accepted(definition: CustomResourceDefinition, view: View): Write[] {
  const conflict = nameConflict(definition, view);
  const conditions: Told[] = [
    conflict ?? {
      type: 'NamesAccepted',
      status: 'True',
      reason: 'NoConflicts',
      message: 'no conflicts found',
    },
  ];
  if (conflict === undefined) {
    conditions.push({
      type: 'Established',
      status: 'True',
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    });
  } else if (!isEstablished(definition)) {
    conditions.push({
      type: 'Established',
      status: 'False',
      reason: 'NotAccepted',
      message: 'not all names are accepted',
    });
  }
  const { storedVersions = [], ...status } = definition.status ?? {};
  const stored = definition.spec.versions.filter(({ storage }) => storage).map(({ name }) => name);
  return statusWrite(definition, {
    ...status,
    conditions: withConditions(status.conditions ?? [], conditions, view.nowTimestamp),
    acceptedNames: conflict === undefined ? definition.spec.names : status.acceptedNames!,
    storedVersions: [...new Set([...storedVersions, ...stored])],
  });
}

/** Names that another definition of the group has already. */
function nameConflict({ metadata, spec }: CustomResourceDefinition, view: View): Told | undefined {
  const others = view
    .list<CustomResourceDefinition>(definitionsResource)
    .filter((other) => nameOf(other) !== metadata?.name && other.spec.group === spec.group)
    .map((other) => other.status?.acceptedNames);
  const resources = new Set(
    others.flatMap((names) => [names?.plural, names?.singular, ...(names?.shortNames ?? [])]),
  );
  const kinds = new Set(others.flatMap((names) => [names?.kind, names?.listKind]));
  const { plural, singular, kind, listKind, shortNames = [] } = spec.names;
  const checks: [string, string | undefined, ReadonlySet<string | undefined>][] = [
    ['PluralConflict', plural, resources],
    ['SingularConflict', singular, resources],
    ...shortNames.map((name): [string, string, typeof resources] => ['ShortNamesConflict', name, resources]),
    ['KindConflict', kind, kinds],
    ['ListKindConflict', listKind, kinds],
  ];
  const found = checks.find(([, name, taken]) => name !== undefined && name !== '' && taken.has(name));
  if (found === undefined) return undefined;
  const [reason, name] = found;
  return { type: 'NamesAccepted', status: 'False', reason, message: `"${name}" is already in use` };
}

function emptied(definition: CustomResourceDefinition, view: View): ReconcileResult {
  if (definition.metadata?.finalizers?.includes(customResourceCleanup) !== true) return { writes: [] };
  const resource = nameOf(definition);
  const objects = isEstablished(definition) ? view.list(resource) : [];
  if (objects.length === 0) return { writes: withoutFinalizer(definition) };
  const condition: Told = {
    type: 'Terminating',
    status: 'True',
    reason: 'InstanceDeletionInProgress',
    message: 'CustomResource deletion is in progress',
  };
  const { status } = definition;
  const conditions = withConditions(status?.conditions ?? [], [condition], view.nowTimestamp);
  return {
    writes: [...statusWrite(definition, { ...status, conditions }), ...deletions(resource, objects)],
    requeueAfterMs: recountMs,
  };
}

function deletions(resource: string, objects: readonly KubeObject[]): Write[] {
  return objects
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .map((object) => ({
      verb: 'delete',
      resource,
      namespace: namespaceOf(object),
      name: nameOf(object),
    }));
}

function withoutFinalizer(definition: CustomResourceDefinition): Write[] {
  const finalizers = definition.metadata?.finalizers?.filter((name) => name !== customResourceCleanup) ?? [];
  const object = { ...definition, metadata: { ...definition.metadata, finalizers } };
  return [{ verb: 'update', resource: definitionsResource, object }];
}

function statusWrite(definition: CustomResourceDefinition, status: CustomResourceDefinitionStatus): Write[] {
  return [
    { verb: 'updateStatus', resource: definitionsResource, object: { ...definition, status } as KubeObject },
  ];
}

/** Standing conditions keep their time while they say the same. */
function withConditions(
  standing: readonly CustomResourceDefinitionCondition[],
  told: readonly Told[],
  now: string,
): CustomResourceDefinitionCondition[] {
  const next = told.map((condition): CustomResourceDefinitionCondition => {
    const before = standing.find(({ type }) => type === condition.type);
    const since = before?.status === condition.status ? before.lastTransitionTime : now;
    return { lastTransitionTime: since ?? now, ...condition };
  });
  const others = standing.filter(({ type }) => !told.some((condition) => condition.type === type));
  return [...others, ...next];
}
