/** What is worth telling to who does not look: what changed between two moments of the cluster, merged to few sentences. */
import { isNodeLost, podAppearance } from '../bridge/appearance.ts';
import type { Node, Pod } from '../engine/index.ts';
import { t } from './messages.en.ts';

/** What was last told of each object, by its uid. */
export type Told = ReadonlyMap<string, string>;

type PodNews = 'ready' | 'failed' | 'backOff' | 'succeeded' | 'unknown';
const podNews: readonly PodNews[] = ['failed', 'backOff', 'unknown', 'ready', 'succeeded'];

/** The state of everything that news are made of. */
export function tellable(nodes: readonly Node[], pods: readonly Pod[]): Told {
  const states = new Map<string, string>();
  const lost = new Set<string>();
  for (const node of nodes) {
    const name = node.metadata?.name ?? '';
    if (isNodeLost(node)) lost.add(name);
    const isReady = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
    states.set(`node ${name}`, isReady ? 'Ready' : 'NotReady');
  }
  for (const pod of pods) {
    const { state } = podAppearance(pod, lost.has(pod.spec?.nodeName ?? ''));
    states.set(`pod ${pod.metadata?.name ?? ''}`, state);
  }
  return states;
}

/** Sentences about what changed, the gravest first. What is gone is no news: who ended it knows. */
export function newsBetween(before: Told, after: Told): readonly string[] {
  const nodes: string[] = [];
  const pods = new Map<string, string[]>();
  for (const [key, state] of after) {
    const was = before.get(key);
    if (was === state) continue;
    const [kind = '', name = ''] = key.split(' ');
    if (kind === 'pod') pods.set(state, [...(pods.get(state) ?? []), name]);
    else if (was !== undefined) nodes.push(t('app.newsNode', { name, state }));
  }
  return [
    ...nodes,
    ...podNews.flatMap((state) => {
      const names = pods.get(state) ?? [];
      return names.length === 0 ? [] : [podSentence(state, names)];
    }),
  ];
}

function podSentence(state: PodNews, names: readonly string[]): string {
  const [name = ''] = names;
  if (names.length === 1) return t(`app.newsPod.${state}`, { name });
  return t(`app.newsPods.${state}`, { n: names.length });
}

interface Flow {
  readonly startedAt: string;
  readonly viewMs: number;
  readonly playing: boolean;
}

/** What became of time. A moment is told where it stays: where time flows, it would be over before it is heard. */
export function timeNews(wasPlaying: boolean, flow: Flow, isMoved: boolean): readonly string[] {
  const clock = new Date(Date.parse(flow.startedAt) + flow.viewMs).toISOString().slice(11, 19);
  if (isMoved && !flow.playing) return [t('app.newsMoved', { clock })];
  if (wasPlaying === flow.playing) return [];
  return [flow.playing ? t('app.newsPlays') : t('app.newsPaused', { clock })];
}
