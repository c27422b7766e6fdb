/** What the palette offers for a text: commands, objects of the cluster, a moment, a field, a line for the terminal. */
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { KubeObject, LifeState } from '../../bridge/protocol.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import type { Bookmark } from '../../model/bookmarks-store.ts';
import type { FieldPath } from '../../model/field-paths.ts';
import { mirror, splitObjectKey } from '../../model/mirror.ts';
import type { CommandGroup, PageCommand } from '../../ui/page-command.ts';
import type { IconName } from '../../ui/icon.tsx';
import { matchScore } from './match.ts';
import { t } from './messages.en.ts';

export type ChoiceGroup = CommandGroup | 'recent' | 'bookmarks' | 'objects' | 'fields' | 'terminal';

export interface Choice {
  /** `run:` and a kubectl line, `seek:` and a moment, `fill:` and what goes on in the field; else who is meant. */
  readonly id: string;
  readonly group: ChoiceGroup;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly icon?: IconName | undefined;
  /** Of an object, as in manifests. */
  readonly kind?: string;
  readonly state?: LifeState | undefined;
  readonly keys?: string | undefined;
  readonly score: number;
}

const mostOfGroup = 8;
const mostObjects = 12;
/** What was lately chosen comes before its like. */
const recentBonus = 60;

/** Those of a group stand together; the group with the best fit comes first. */
export function rankChoices(choices: readonly Choice[]): readonly Choice[] {
  const groups = new Map<ChoiceGroup, Choice[]>();
  for (const choice of choices) {
    const group = groups.get(choice.group) ?? [];
    group.push(choice);
    groups.set(choice.group, group);
  }
  return [...groups.entries()]
    .map(([name, group]) => ({ name, group: group.toSorted((a, b) => b.score - a.score) }))
    .toSorted((a, b) => (b.group[0]?.score ?? 0) - (a.group[0]?.score ?? 0))
    .flatMap(({ name, group }) => group.slice(0, name === 'objects' ? mostObjects : mostOfGroup));
}

/** `wanted` in small letters, without space at its ends. */
export function commandChoices(
  commands: readonly PageCommand[],
  wanted: string,
  recent: readonly string[],
): Choice[] {
  const found: Choice[] = [];
  for (const command of commands) {
    if (command.when?.() === false) continue;
    const { id, title, detail, icon, words = '', keys } = command;
    const isRecent = wanted === '' && recent.includes(id);
    if (wanted === '' && command.isQuiet === true && !isRecent) continue;
    const fit = Math.max(matchScore(title, wanted), matchScore(`${title} ${words}`, wanted) * 0.6);
    if (fit <= 0) continue;
    const score = isRecent ? recentScore(id, recent) : fit + bonusOf(id, recent);
    const group = isRecent ? 'recent' : command.group;
    found.push({ id, group, title, detail, icon, score, keys: keys?.[0] });
  }
  return found;
}

function recentScore(id: string, recent: readonly string[]): number {
  return 2000 - recent.indexOf(id);
}

function bonusOf(id: string, recent: readonly string[]): number {
  const rank = recent.indexOf(id);
  return rank < 0 ? 0 : recentBonus - rank;
}

/** Objects and lines that were chosen before, while nothing is typed. */
export function recentChoices(recent: readonly string[]): Choice[] {
  return recent.flatMap((id): Choice[] => {
    const score = recentScore(id, recent);
    if (id.startsWith('run:')) return [lineChoice(id.slice(4), 'recent', score)];
    const object = mirror.get(id);
    return object === undefined ? [] : [{ ...objectChoice(id, object, score), group: 'recent' }];
  });
}

/** A line to be run in the terminal. */
export function lineChoice(line: string, group: ChoiceGroup, score: number): Choice {
  return { id: `run:${line}`, group, icon: 'terminal', title: t('palette.runLine', { line }), score };
}

/** Moments that have a name. */
export function bookmarkChoices(wanted: string, bookmarks: readonly Bookmark[]): Choice[] {
  return bookmarks.flatMap(({ id, name }) => {
    const score = wanted === '' ? 500 : matchScore(name, wanted);
    return score <= 0 ? [] : [{ id, group: 'bookmarks' as const, icon: 'flag' as const, title: name, score }];
  });
}

/** Fields that kubectl explains, best first. */
export function fieldChoices(fields: readonly FieldPath[]): Choice[] {
  return fields.map(({ path, type }, at) => ({
    id: `run:kubectl explain ${path}`,
    group: 'fields',
    icon: 'eye',
    title: t('palette.explain', { field: path }),
    detail: type.toLowerCase() === path ? '' : type,
    score: 6000 - at,
  }));
}

/** What is to be explained, when the text asks for an explanation or is the way to a field. */
export function askedField(text: string): string | undefined {
  const word = t('palette.explainWord').toLowerCase();
  const [first = '', ...rest] = text.trimStart().split(/\s+/);
  if (first.length >= 4 && (word.startsWith(first.toLowerCase()) || first.toLowerCase() === 'explain'))
    return rest.join('');
  return /^[a-z]+\.[a-z.]*$/i.test(text.trim()) ? text.trim() : undefined;
}

/** Who types a whole name means it, not what begins like it. */
const exactBonus = 100;
/** Of one name, what people look at comes first, and last what the cluster makes for itself. */
const weights: Readonly<Record<string, number>> = {
  'deployments.apps': 3,
  services: 2,
  pods: 1,
  'replicasets.apps': -20,
  endpoints: -200,
  'endpointslices.discovery.k8s.io': -200,
};

/** Objects whose name, kind, namespace or labels fit. */
export function objectChoices(wanted: string, recent: readonly string[] = []): Choice[] {
  if (wanted === '') return [];
  const found: Choice[] = [];
  for (const [key, object] of mirror.entries()) {
    const { resource, namespace, name } = splitObjectKey(key);
    const kind = object.kind ?? resource;
    if (resource === 'events' || resource.startsWith('leases.')) continue;
    const labels = Object.entries(object.metadata?.labels ?? {}).map(([label, value]) => `${label}=${value}`);
    const score = Math.max(
      matchScore(name, wanted),
      matchScore(`${kind} ${name} ${namespace}`, wanted) * 0.9,
      matchScore(labels.join(' '), wanted) * 0.5,
    );
    if (score <= 0) continue;
    const usual = (weights[resource] ?? 0) - (namespace === 'kube-system' ? 50 : 0);
    const exact = name === wanted ? exactBonus : 0;
    found.push(objectChoice(key, object, score + exact + usual + bonusOf(key, recent)));
  }
  return found;
}

function objectChoice(key: string, object: KubeObject, score: number): Choice {
  const { resource, namespace, name } = splitObjectKey(key);
  const kind = object.kind ?? resource;
  return {
    id: key,
    group: 'objects',
    title: name,
    detail: namespace === '' ? kind : `${kind} · ${namespace}`,
    score,
    kind,
    state: stateOf(resource, object),
  };
}

function stateOf(resource: string, object: KubeObject): LifeState | undefined {
  if (resource === 'nodes') return isNodeLost(object as Node) ? 'unknown' : 'ready';
  if (resource !== 'pods') return undefined;
  const pod = object as Pod;
  const node = mirror.get(`nodes//${pod.spec?.nodeName ?? ''}`) as Node | undefined;
  return podAppearance(pod, isNodeLost(node)).state;
}

const verbs =
  /^(get|describe|logs|apply|delete|create|run|scale|set|rollout|top|drain|cordon|uncordon|taint|label|annotate|explain|exec|expose|events|wait|patch|auth|version|api-resources)\b/;

/** The line as the terminal takes it, when the text begins as kubectl's do. */
export function kubectlOf(text: string): string | undefined {
  const line = text.trim().replace(/^(kubectl|k)\s+/, '');
  return verbs.test(line) ? `kubectl ${line}` : undefined;
}

/** The moment that `09:02:10` names on the cluster's clock, in simulated ms; undefined for other texts. */
export function momentOf(text: string, startedAt: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (found === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = found;
  const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const dayMs = 86_400_000;
  return (((ofDay - (Date.parse(startedAt) % dayMs)) % dayMs) + dayMs) % dayMs;
}
