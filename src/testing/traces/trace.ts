/** Golden traces on disk (`data/README.md`), and the form in which a replay is held against one. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Step {
  /** Milliseconds since the start of the recording. */
  readonly t: number;
  readonly tEnd?: number;
  /** A kubectl command line, or else an action on a machine or in a container. */
  readonly cmd?: string;
  readonly action?: string;
  readonly manifest?: string;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** What an action was answered, where it was a request. */
  readonly result?: { readonly status: number; readonly body: unknown };
}

/** What is known of an object after one change of it: the compact form of the recorder. */
export interface CompactObject {
  readonly ownerRefs?: ReadonlyArray<{
    readonly kind: string;
    readonly name: string;
    readonly controller?: boolean;
  }>;
  readonly deletionTimestamp?: string;
  readonly spec?: Fields;
  readonly status?: Fields;
  /** Of Kubernetes Events. */
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  /** `Pod/web-1`. */
  readonly involved?: string;
}

// oxlint-disable-next-line typescript/no-explicit-any -- specs and statuses of any kind, read key by key
export type Fields = Readonly<Record<string, any>>;

export interface RecordedChange {
  readonly t: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: string;
  readonly name: string;
  readonly obj: CompactObject;
}

/** A run of a script of steps, real or replayed. */
export interface Run {
  readonly steps: readonly Step[];
  /** In order of revision. */
  readonly changes: readonly RecordedChange[];
  /** Full objects at the end, by kind. */
  readonly final: Readonly<Record<string, readonly Fields[]>>;
}

export interface Trace extends Run {
  readonly name: string;
  readonly namespace: string;
  readonly durationMs: number;
}

interface TraceFile {
  readonly header: { readonly namespace: string; readonly durationMs: number };
  readonly steps?: readonly Step[];
  readonly events: readonly RecordedChange[];
  readonly final: Trace['final'];
}

/** All traces of a folder that are scripts of steps, by name. */
export function readTraces(folder: string): Trace[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.toSorted().flatMap((name) => {
    const file = JSON.parse(readFileSync(join(folder, name), 'utf8')) as TraceFile;
    return file.steps === undefined ? [] : [toTrace(name.replace('.json', ''), file, file.steps)];
  });
}

function toTrace(name: string, { header, events, final }: TraceFile, steps: readonly Step[]): Trace {
  return { name, namespace: header.namespace, durationMs: header.durationMs, steps, changes: events, final };
}
