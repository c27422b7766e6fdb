/** The documents of a text beside what the cluster has: what would change if they were applied now. */
import { Document, isMap, parseAllDocuments } from 'yaml';
import type { Status } from '../engine/index.ts';
import { tryApply } from './apply-manifests.ts';
import type { Send } from './apply-manifests.ts';
import { liveTextOf } from './live-text.ts';
import type { FieldDifference } from './live-text.ts';
import { keyOfManifest } from './manifest-places.ts';
import { parseManifests } from './manifests.ts';
import type { ManifestDocument } from './manifests.ts';

export interface ComparedDocument {
  readonly key: string | undefined;
  /** `Deployment web`. */
  readonly title: string;
  /** Its first line in the text, from 1. */
  readonly line: number;
  /** `refused`: the server would not take it as it is written. */
  readonly state: 'absent' | 'same' | 'differs' | 'refused';
  readonly desired: string;
  readonly live: string;
  readonly differences: readonly FieldDifference[];
  readonly status?: Status;
}

/** Undefined for a text that cannot be read. Nothing in the cluster changes. */
export async function compareManifests(
  text: string,
  send: Send,
): Promise<readonly ComparedDocument[] | undefined> {
  const { documents, error } = parseManifests(text);
  if (error !== undefined) return undefined;
  const nodes = documentNodes(text);
  // Lists stay as far in as they are written.
  const look = { indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text) };
  const compared: ComparedDocument[] = [];
  for (const [index, document] of documents.entries()) {
    compared.push(await compareOne(document, nodes[index] ?? new Document(document.object), look, send));
  }
  return compared;
}

async function compareOne(
  document: ManifestDocument,
  node: Document,
  look: { readonly indentSeq: boolean },
  send: Send,
): Promise<ComparedDocument> {
  const { object, line } = document;
  const about = {
    key: keyOfManifest(object),
    title: `${object.kind ?? ''} ${object.metadata?.name ?? ''}`.trim(),
    line,
  };
  const trial = await tryApply(object, send);
  const nothing = { desired: liveTextOf(node, {}, {}, look).desired, live: '', differences: [] };
  if ('status' in trial) return { ...about, ...nothing, state: 'refused', status: trial.status };
  if (trial.live === undefined) return { ...about, ...nothing, state: 'absent' };
  const found = liveTextOf(node, trial.live, trial.after, look);
  return { ...about, ...found, state: found.differences.length === 0 ? 'same' : 'differs' };
}

/** A node for each document that parseManifests finds, in the same order; the items of a List each by itself. */
function documentNodes(text: string): Document[] {
  const parsed = parseAllDocuments(text, { version: '1.1', logLevel: 'silent' });
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((document): Document[] => {
    if (!isMap(document.contents)) return [];
    const items: unknown = document.get('kind') === 'List' ? document.toJS()['items'] : undefined;
    return Array.isArray(items) ? items.map((item) => new Document(item)) : [document];
  });
}
