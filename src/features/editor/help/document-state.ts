/** How each document of a file stands to the cluster. */
import type { KubeObject } from '../../../bridge/protocol.ts';
import type { Problem } from '../problem.ts';
import { listDocuments } from '../yaml-cursor.ts';
import type { DocumentPlace, TextLines } from '../yaml-cursor.ts';

export type DocumentState = 'ready' | 'waiting' | 'changed' | 'elsewhere' | 'refused' | 'absent';

export interface StatedDocument {
  readonly document: DocumentPlace;
  readonly key: string;
  readonly state: DocumentState;
}

export interface FileFacts {
  readonly text: TextLines;
  /** As it was last applied; undefined when it never was. */
  readonly applied: TextLines | undefined;
  readonly problems: readonly Problem[];
  readonly keyOf: (document: DocumentPlace) => string | undefined;
  readonly find: (key: string) => KubeObject | undefined;
}

/** Documents without a name or of a kind that the cluster lacks have no state. */
export function stateDocuments({ text, applied, problems, keyOf, find }: FileFacts): StatedDocument[] {
  const before = new Map<string, string>();
  for (const document of applied === undefined ? [] : listDocuments(applied)) {
    const key = keyOf(document);
    if (key !== undefined && applied !== undefined) before.set(key, contentOf(applied, document));
  }
  return listDocuments(text).flatMap((document): StatedDocument[] => {
    const key = keyOf(document);
    if (key === undefined) return [];
    const isRefused = problems.some(
      ({ line, source }) => source === 'server' && line >= document.first && line <= document.last,
    );
    if (isRefused) return [{ document, key, state: 'refused' }];
    const object = find(key);
    if (object === undefined) return [{ document, key, state: 'absent' }];
    const was = before.get(key);
    if (was === undefined) return [{ document, key, state: 'elsewhere' }];
    const isSame = was === contentOf(text, document);
    return [{ document, key, state: isSame ? (isHealthy(object) ? 'ready' : 'waiting') : 'changed' }];
  });
}

function contentOf(text: TextLines, { first, last }: DocumentPlace): string {
  const lines: string[] = [];
  for (let number = first; number <= last; number++) lines.push(text.line(number));
  return lines.join('\n').trim();
}

interface Told {
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** What an object of its kind is made for; those that only hold something are healthy as they are. */
export function isHealthy(object: KubeObject): boolean {
  const { spec = {}, status = {} } = object as Told;
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return (
        (status.readyReplicas ?? 0) >= (spec.replicas ?? 1) &&
        (status.updatedReplicas ?? 0) >= (spec.replicas ?? 1)
      );
    case 'ReplicaSet':
    case 'ReplicationController':
      return (status.readyReplicas ?? 0) >= (spec.replicas ?? 1);
    case 'DaemonSet':
      return (status.numberReady ?? 0) >= (status.desiredNumberScheduled ?? 0);
    case 'Pod':
      return status.phase === 'Succeeded' || hasTrue(status.conditions, 'Ready');
    case 'Node':
      return hasTrue(status.conditions, 'Ready');
    case 'Job':
      return !hasTrue(status.conditions, 'Failed');
    case 'PersistentVolumeClaim':
      return status.phase === 'Bound';
    default:
      return true;
  }
}

function hasTrue(conditions: readonly { type: string; status: string }[] = [], type: string): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
}
