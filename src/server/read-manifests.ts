/** Manifest files to objects, as kubectl reads them: YAML or JSON, several documents, lists taken apart. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, parseAllDocuments, type Tags } from 'yaml';
import type { AnyObject } from '../engine/index.ts';
import { UsageError } from './usage-error.ts';

export interface ReadObject {
  readonly object: AnyObject;
  readonly source: string;
}

/** A text that is no manifest. */
export class ManifestError extends Error {}

const manifestName = /\.(ya?ml|json)$/;
const maxAliasCount = 100;

/** @throws UsageError when a file is not there; ManifestError when one is no YAML or holds something else. */
export function readManifestFiles(paths: readonly string[], readStdin: () => string): ReadObject[] {
  return paths.flatMap((path) => {
    if (path === '-') return parseManifests(readStdin(), 'standard input');
    return filesAt(path).flatMap((file) => parseManifests(readFileSync(file, 'utf8'), file));
  });
}

function filesAt(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`the path "${path}" does not exist`);
  if (!stats.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => manifestName.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

export function parseManifests(text: string, source: string): ReadObject[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: asGoReads,
    logLevel: 'silent',
    // kubectl keeps the last of two equal keys.
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new ManifestError(`${source}: ${error.message.trim()}`);
    return objectsOf(valueOf(document, source), source);
  });
}

function valueOf(document: Document.Parsed, source: string): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (error) {
    throw new ManifestError(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** go-yaml leaves times and base 60 numbers as text. */
function asGoReads(tags: Tags): Tags {
  const dropped = /:(timestamp|set|omap|pairs)$/;
  return tags.filter((tag) => typeof tag === 'string' || (tag.format !== 'TIME' && !dropped.test(tag.tag)));
}

function objectsOf(value: unknown, source: string): ReadObject[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ManifestError(`${source}: a manifest is a map that begins with apiVersion and kind`);
  const object = value as AnyObject;
  const { items } = object;
  if (object.kind?.endsWith('List') === true && Array.isArray(items))
    return items.flatMap((item) => objectsOf(item, source));
  return [{ object, source }];
}
