/** A pod's log as the API server gives it: of one container, or of all of them by the time of each line. */
import type { Pod } from '../../engine/api/generated/types.ts';
import { session } from '../../model/session.ts';

export interface LogSource {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly string[];
}

export interface LogWish {
  /** Empty: all. */
  readonly container: string;
  readonly previous: boolean;
  readonly timestamps: boolean;
}

/** Lines of each container, at most. */
const tailLines = '500';

export function containersOf({ spec }: Pod): readonly string[] {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name);
}

/** The log, or why there is none. */
export async function readLog(pod: LogSource, { container, previous, timestamps }: LogWish): Promise<string> {
  if (container !== '') return (await ask(pod, container, previous, timestamps)).text;
  const answers = await Promise.all(
    pod.containers.map(async (name) => ({ name, ...(await ask(pod, name, previous, true)) })),
  );
  return interleaved(
    answers.filter(({ isLog }) => isLog),
    timestamps,
  );
}

export interface NamedLog {
  readonly name: string;
  /** Each line begins with its time. */
  readonly text: string;
}

/** As `kubectl logs --all-containers --prefix` would, in order of time. */
export function interleaved(logs: readonly NamedLog[], timestamps: boolean): string {
  return logs
    .flatMap(({ name, text }) =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ({ name, at: line.slice(0, line.indexOf(' ')), line })),
    )
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ name, at, line }) => `[${name}] ${timestamps ? line : line.slice(at.length + 1)}`)
    .join('\n');
}

async function ask(
  { namespace, name }: LogSource,
  container: string,
  previous: boolean,
  timestamps: boolean,
) {
  const query = {
    container,
    tailLines,
    ...(previous ? { previous: 'true' } : {}),
    ...(timestamps ? { timestamps: 'true' } : {}),
  };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/log`;
  const { body } = await session.request({ method: 'GET', path, query });
  if (typeof body === 'string') return { text: body, isLog: true };
  return { text: (body as { message?: string } | null)?.message ?? '', isLog: false };
}
