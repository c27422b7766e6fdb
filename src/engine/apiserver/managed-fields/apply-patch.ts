/**
 * Server-side apply: what an object becomes when somebody applies a configuration to it.
 * `apiserver/pkg/endpoints/handlers/patch.go applyPatcher`, `apimachinery/pkg/util/managedfields/internal`
 */
import { isObject } from '../../api/json-object.ts';
import { apiVersionOf, type ResourceKind } from '../../api/kinds.ts';
import type { AnyObject } from '../../api/object.ts';
import type { ApiRequest } from '../../api/request.ts';
import { refuse, type StatusError } from '../../api/status-error.ts';
import { badRequest } from '../errors.ts';
import { invalidOption } from '../request-options.ts';
import { builtInShape } from './built-in-shapes.ts';
import { applyConflict } from './conflicts.ts';
import { difference, type FieldSet, isEqualSet, pathsOf, union } from './field-set.ts';
import { configurationOf, type FieldLedger, scaleVersion, shapeOf, tracked } from './ledger.ts';
import {
  type Applied,
  applyConfiguration,
  type Conflict,
  isSameManager,
  type Manager,
  type Writer,
} from './managers.ts';
import { schemaErrors } from './schema-errors.ts';
import type { Shape } from './shape.ts';
import { compare, fieldsOf } from './walk.ts';
import { managerOf, subresourceOf, versionOf } from './writer.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export interface ApplyResult {
  readonly object: AnyObject;
  /** True when managers change though no field does: the object gets a new version all the same. */
  readonly movesFields: boolean;
}

/** @throws StatusError Conflict, Invalid (no fieldManager), BadRequest, and code 500 for what the schema doesn't have. */
export function applyPatch(
  ledger: FieldLedger,
  kind: ResourceKind,
  current: AnyObject | undefined,
  request: ApiRequest,
  time: string,
): ApplyResult {
  const config = readConfiguration(kind, current, request);
  const writer: Writer = {
    manager: managerOf(request),
    operation: 'Apply',
    apiVersion: versionOf(request.path),
    subresource: subresourceOf(kind, request.path),
    time,
  };
  const live = current ?? {};
  const known = current === undefined ? [] : ledger.managersOf(kind, current);
  const managers = current === undefined ? known : tracked(kind, known, current, time);
  const force = request.query?.['force'] === 'true' || request.query?.['force'] === '1';
  const applied = applyAsKubectl(kind, live, config, managers, writer, force);
  const object = withLastApplied(applied.object, config, writer);
  return { object, movesFields: !areSame(applied.managers, known) };
}

function readConfiguration(
  kind: ResourceKind,
  current: AnyObject | undefined,
  { body, query, path }: ApiRequest,
): AnyObject {
  if ((query?.['fieldManager'] ?? '') === '')
    throw invalidOption(
      'PatchOptions',
      'fieldManager',
      'Required value: is required for apply patch',
      'FieldValueRequired',
    );
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('error decoding YAML: the body is no object');
  const config = body as AnyObject;
  const isScale = subresourceOf(kind, path) === 'scale';
  const expected = isScale ? scaleVersion : versionOf(path) || apiVersionOf(kind);
  if (config.apiVersion !== expected)
    throw badRequest(
      `incorrect version specified in apply patch. Specified patch version: ${config.apiVersion ?? ''}, expected: ${expected}`,
    );
  if ((config.metadata?.managedFields ?? []).length > 0)
    throw badRequest('metadata.managedFields must be nil');
  const uid = config.metadata?.uid ?? '';
  if (current === undefined && uid !== '') {
    const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
    throw refuse(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${kind.id} "${config.metadata?.name ?? ''}": ${why}`,
    );
  }
  const errors = schemaErrors(config, isScale ? builtInShape(scaleVersion, 'Scale') : shapeOf(kind));
  if (errors.length > 0) throw unfit(isScale ? scaleVersion : apiVersionOf(kind), kind, config, errors);
  return configurationOf(kind, { path, body: config });
}

function unfit(
  apiVersion: string,
  kind: ResourceKind,
  config: AnyObject,
  errors: readonly string[],
): StatusError {
  const { namespace = '', name = '' } = config.metadata ?? {};
  const what = `${namespace}/${name}; ${apiVersion}, Kind=${config.kind ?? kind.kind}`;
  const text = errors.length === 1 ? errors[0]! : `errors:${errors.map((error) => `\n  ${error}`).join('')}`;
  return refuse(500, '', `failed to create typed patch object (${what}): ${text}`);
}

type Success = Extract<Applied, { conflicts?: undefined }>;

/**
 * kubectl may take over what its client-side apply had applied, which the annotation remembers.
 * `managedfields/internal/lastappliedmanager.go`
 */
function applyAsKubectl(
  kind: ResourceKind,
  live: AnyObject,
  config: AnyObject,
  managers: readonly Manager[],
  writer: Writer,
  force: boolean,
): Success {
  const shape = shapeOf(kind);
  const applied = applyConfiguration(live, config, managers, writer, shape, force);
  if (applied.conflicts === undefined) return applied;
  const text = writer.manager === 'kubectl' ? live.metadata?.annotations?.[lastApplied] : undefined;
  if (text === undefined) throw conflictOf(applied.conflicts, writer);
  const allowed = new Set(pathsOf(unchangedSince(text, live, writer, shape)));
  const left = applied.conflicts.flatMap(({ manager, paths }): Conflict[] => {
    const others = paths.filter((path) => !allowed.has(path));
    return others.length === 0 ? [] : [{ manager, paths: others }];
  });
  if (left.length > 0) throw conflictOf(left, writer);
  return applyConfiguration(live, config, managers, writer, shape, true) as Success;
}

/** Who applies a Scale is told of the others as if they had written Scales. `managedfields/scalehandler.go` */
function conflictOf(conflicts: readonly Conflict[], { subresource }: Writer): StatusError {
  if (subresource !== 'scale') return applyConflict(conflicts);
  return applyConflict(
    conflicts.map(({ manager, paths }) => ({ manager: { ...manager, apiVersion: scaleVersion }, paths })),
  );
}

/** The fields of the annotation that the object still has as they were applied. */
function unchangedSince(
  text: string,
  live: AnyObject,
  { apiVersion }: Writer,
  shape: Shape,
): FieldSet | undefined {
  const last = parsed(text);
  if (last?.apiVersion !== apiVersion || schemaErrors(last, shape).length > 0) return undefined;
  const { written, removed } = compare(last, live, shape);
  return difference(fieldsOf(last, shape), union(written, removed));
}

function parsed(text: string): AnyObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as AnyObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the annotation of client-side apply in step. `managedfields/internal/lastappliedupdater.go` */
function withLastApplied(object: AnyObject, config: AnyObject, { manager }: Writer): AnyObject {
  const annotations = object.metadata?.annotations;
  if (manager !== 'kubectl' || annotations?.[lastApplied] === undefined) return object;
  const text = `${JSON.stringify(config)}\n`;
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [lastApplied]: text } },
  };
}

function areSame(left: readonly Manager[], right: readonly Manager[]): boolean {
  return (
    left.length === right.length &&
    left.every((one) => {
      const other = right.find((candidate) => isSameManager(candidate, one));
      return other !== undefined && isEqualSet(other.fields, one.fields);
    })
  );
}
