/** Which object a document of a manifest is, and which file an object's manifest stands in. */
import { kindsOf } from '../engine/api/custom-kinds.ts';
import type { AnyObject } from '../engine/index.ts';
import { parseManifests } from './manifests.ts';
import { mirror } from './mirror.ts';

/** A wish to see a place of a file; a new one each time, so that the same place can be asked for twice. */
export interface ShownPlace {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** `deployments.apps/default/web`; undefined for a kind that the cluster does not have, or without a name. */
export function keyOfManifest(object: AnyObject): string | undefined {
  const { apiVersion = '', kind = '', metadata } = object;
  const found = kindsOf(mirror).byKind(apiVersion, kind);
  if (found === undefined || metadata?.name === undefined || metadata.name === '') return undefined;
  const namespace = found.namespaced ? (metadata.namespace ?? 'default') : '';
  return `${found.id}/${namespace}/${metadata.name}`;
}

/** The first document about an object; files that cannot be read have none. */
export function findObject(files: readonly NamedText[], key: string): ShownPlace | undefined {
  for (const { name, text } of files) {
    const document = parseManifests(text).documents.find(({ object }) => keyOfManifest(object) === key);
    if (document !== undefined) return { name, line: document.line };
  }
  return undefined;
}

/** The object whose document a line belongs to; undefined where the text cannot be read. */
export function keyAtLine(text: string, line: number): string | undefined {
  const document = parseManifests(text).documents.findLast((candidate) => candidate.line <= line);
  return document === undefined ? undefined : keyOfManifest(document.object);
}
