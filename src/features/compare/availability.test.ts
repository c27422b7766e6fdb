import { describe, expect, it } from 'vitest';
import type { LifeState, Mark } from '../../bridge/protocol.ts';
import { availabilityOf, figuresOf, isFallback, isNobodyThere, stretchesOf } from './availability.ts';
import { ticksOf, windowOf } from './compare-window.ts';
import { livesOf, livesOfWorkload, workloadsOf } from './lives.ts';

const web = 'deployments.apps/default/web';

const state = (
  timeMs: number,
  lane: string,
  now: LifeState,
  more: Partial<Extract<Mark, { kind: 'state' }>> = {},
) => ({ kind: 'state', timeMs, revision: 1, lane, state: now, word: now, ...more }) as Mark;

const pod = (
  timeMs: number,
  name: string,
  now: LifeState,
  set: string,
  image = 'nginx:1.28',
  serving = false,
) => state(timeMs, `pods/default/${name}`, now, { owner: `replicasets.apps/default/${set}`, image, serving });

/** Recreate: both old pods go and answer for 5 s on their way, then new ones come. */
const recreate: readonly Mark[] = [
  state(0, web, 'notReady', { word: '0/2' }),
  state(0, 'replicasets.apps/default/web-1', 'notReady', { word: '0/2', owner: web }),
  state(10_000, 'replicasets.apps/default/web-2', 'notReady', { word: '0/2', owner: web }),
  ...['a', 'b'].flatMap((name) => [
    pod(1000, name, 'ready', 'web-1', 'nginx:1.28', true),
    pod(10_000, name, 'terminating', 'web-1', 'nginx:1.28', true),
    pod(15_000, name, 'terminating', 'web-1'),
    pod(16_000, name, 'gone', 'web-1'),
  ]),
  ...['c', 'd'].flatMap((name, index) => [
    pod(16_000, name, 'creating', 'web-2', 'nginx:1.29'),
    pod(18_000, name, 'notReady', 'web-2', 'nginx:1.29'),
    pod(20_000 + index * 1000, name, 'ready', 'web-2', 'nginx:1.29', true),
  ]),
];

const isOld = ({ bornMs }: { readonly bornMs: number }) => bornMs < 10_000;

describe('lives', () => {
  it('belong to what is at the top, whatever stands between', () => {
    const lives = livesOf(recreate);
    expect(workloadsOf([lives])).toEqual([web]);
    expect(lives.pods.map(({ name, root, image }) => `${name} ${root} ${image}`)).toEqual([
      `a ${web} nginx:1.28`,
      `b ${web} nginx:1.28`,
      `c ${web} nginx:1.29`,
      `d ${web} nginx:1.29`,
    ]);
    expect(new Set(lives.pods.map(({ version }) => version)).size).toBe(2);
    expect(livesOfWorkload(lives, null).wanted.get(web)).toEqual([{ fromMs: 0, pods: 2 }]);
  });

  it('of a pod that nobody owns are wanted until it is told to go; the cluster’s own are no workload', () => {
    const lives = livesOf([
      state(0, 'pods/default/bare', 'ready', { image: 'nginx' }),
      state(5000, 'pods/default/bare', 'terminating'),
      state(0, 'pods/kube-system/dns', 'ready'),
    ]);
    expect(lives.pods).toHaveLength(1);
    expect(lives.wanted.get('pods/default/bare')).toEqual([
      { fromMs: 0, pods: 1 },
      { fromMs: 5000, pods: 0 },
    ]);
  });
});

describe('availability', () => {
  const steps = availabilityOf(livesOf(recreate), 9000, 30_000, isOld);

  it('counts who is ready, old and new, and who answers on the way out', () => {
    expect(
      steps.map(({ fromMs, readyOld, readyNew, leaving }) => [fromMs, readyOld, readyNew, leaving]),
    ).toEqual([
      [9000, 2, 0, 0],
      [10_000, 0, 0, 2],
      [15_000, 0, 0, 0],
      [20_000, 0, 1, 0],
      [21_000, 0, 2, 0],
    ]);
    expect(stretchesOf(steps, isNobodyThere)).toEqual([{ fromMs: 15_000, toMs: 20_000 }]);
    expect(stretchesOf(steps, isFallback)).toEqual([{ fromMs: 10_000, toMs: 15_000 }]);
  });

  it('sums up: the worst, nobody, pod-seconds, and when all were ready', () => {
    expect(figuresOf(availabilityOf(livesOf(recreate), 10_000, 30_000, isOld))).toEqual({
      worstReady: 0,
      worstWanted: 2,
      nobodyMs: 5000,
      missingPodSeconds: 21,
      allReadyAfterMs: 11_000,
    });
  });

  it('says that all are not ready yet, and that nothing was missing', () => {
    const lives = livesOf(recreate);
    expect(figuresOf(availabilityOf(lives, 10_000, 20_500, isOld)).allReadyAfterMs).toBeNull();
    expect(figuresOf(availabilityOf(lives, 2000, 9000, isOld))).toMatchObject({
      worstReady: 2,
      missingPodSeconds: 0,
      allReadyAfterMs: 0,
    });
    expect(figuresOf([])).toMatchObject({ worstReady: 0, worstWanted: 0, nobodyMs: 0 });
  });
});

describe('the window', () => {
  it('reaches from before the branches part to after the last change, and no further than they have run', () => {
    const lives = livesOf(recreate);
    const { fromMs, toMs } = windowOf([lives], 10_000, 500_000);
    expect(toMs).toBeCloseTo(22_650);
    expect(fromMs).toBeLessThan(10_000);
    expect(windowOf([lives], 10_000, 21_000).toMs).toBe(21_000);
    expect(windowOf([livesOf([])], 10_000, 10_000).toMs).toBe(20_000);
  });

  it('has a ruler with its zero where they part', () => {
    const ticks = ticksOf({ fromMs: 8000, toMs: 20_000, widthPx: 600 }, 10_000);
    expect(ticks.map(({ seconds }) => seconds)).toEqual([-2, 0, 2, 4, 6, 8, 10]);
    expect(ticks[1]?.x).toBe(100);
  });
});
