import { baselineChecks, relaxedChecks } from './baseline.ts';
import type { PodLike, Violation } from './check.ts';
import type { LevelVersion } from './policy.ts';
import { restrictedChecks } from './restricted.ts';

/** What a pod does that the level forbids. `policy/registry.go` */
export function violationsOf(pod: PodLike, { level, version }: LevelVersion): Violation[] {
  if (level === 'privileged') return [];
  const minor = version === 'latest' ? Number.MAX_SAFE_INTEGER : Number(version.slice('v1.'.length));
  const baseline =
    level === 'baseline' ? baselineChecks : baselineChecks.filter((check) => !relaxedChecks.includes(check));
  return [...baseline, ...(level === 'restricted' ? restrictedChecks : [])]
    .filter(({ since }) => since <= minor)
    .map(({ run }) => run(pod, minor))
    .filter((violation) => violation !== undefined);
}
