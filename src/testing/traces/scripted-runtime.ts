/** The container runtime of the recordings (`data/README.md`, "The scripted runtime"). */
import type { ClusterOptions } from '../../engine/index.ts';

type RuntimeOptions = NonNullable<ClusterOptions['runtime']>;
type Programs = NonNullable<RuntimeOptions['programs']>;

const secondsOf = (args: readonly string[]) => Number(args[0] ?? 0);

const programs: Programs = {
  /** As a probe: succeeds from so many seconds after the container's start on. */
  after: ({ args, host }) => (host.nowMs - host.startedMs >= secondsOf(args) * 1000 ? 0 : 1),
  /** As a probe: succeeds until then. `until` is a word of the shell, so manifests are given this name. */
  'succeeds-until': ({ args, host }) => (host.nowMs - host.startedMs < secondsOf(args) * 1000 ? 0 : 1),
  oomkill: ({ host }) => {
    host.outOfMemory(0);
    return 137;
  },
  /** Takes so many seconds to stop. */
  'on-term': ({ args, host }) => {
    host.setTermination(secondsOf(args) * 1000, 0);
    return 0;
  },
};

export const scriptedRuntime: RuntimeOptions = {
  timings: { sandboxMs: 300, sandboxJitterMs: 0, pullMs: 700, stopMs: 100, pidOneIgnoresTerm: false },
  programs,
  cannotPull: (image) => /does-not-exist|nonexistent|bad/.test(image),
};
