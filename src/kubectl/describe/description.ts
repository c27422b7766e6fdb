/** What the parts of a description share: lines with levels, lists of labels, moments. `kubectl/pkg/describe/describe.go` */
import type { LabelSelector, Taint, Toleration } from '../../engine/api/generated/types.ts';
import { humanDuration } from '../../engine/api/human-duration.ts';
import { formatLabelSelector, selectorFromObject } from '../../engine/api/label-selector.ts';
import { controllerOf, type KubeObject } from '../../engine/api/object.ts';
import { parseTimestamp } from '../../engine/api/time.ts';
import { lastAppliedAnnotation } from '../last-applied.ts';
import { layOutTabs } from '../tab-stops.ts';

type Labels = Readonly<Record<string, string>>;

/** Longer annotations get lines of their own, cut at this length. */
const longestAnnotation = 140;

/** Lines as they are written: text between tabs falls into columns at the end. */
export class Description {
  #lines: string[] = [];
  /** The moment of describing, RFC 3339. */
  readonly now: string;

  constructor(now: string) {
    this.now = now;
  }

  line(text: string, level = 0): void {
    this.#lines.push('  '.repeat(level) + text);
  }

  /** Text of several lines. */
  text(text: string): void {
    this.#lines.push(...text.split('\n'));
  }

  /** What an object is called, and where it is. */
  name({ metadata }: KubeObject): void {
    this.field('Name', metadata?.name);
    this.field('Namespace', metadata?.namespace);
  }

  /** A field that is left out when there is nothing to say. */
  given(name: string, value: unknown): void {
    if (value !== undefined && value !== null) this.field(name, value);
  }

  switch(name: string, value: boolean | undefined): void {
    this.field(name, value === undefined ? '<unset>' : printBoolean(value));
  }

  /** `Name:` and its value in the next column. */
  field(name: string, value: unknown, level = 0): void {
    this.line(`${name}:\t${String(value)}`, level);
  }

  /** A field whose values stand below one another. */
  list(name: string, values: readonly string[]): void {
    const [first = '<none>', ...others] = values;
    this.line(`${name}:\t${first}`);
    for (const other of others) this.line(`\t${other}`);
  }

  /** Inside of another object, kubectl writes the indentation of a level before the value as well. */
  labels(name: string, labels: Labels | undefined, level = 0): void {
    const inside = '  '.repeat(level);
    const [first = '<none>', ...others] = sortedPairs(labels);
    this.line(`${name}:\t${inside}${first}`, level);
    for (const other of others) this.line(`${inside}\t${inside}${other}`, level);
  }

  annotations(name: string, annotations: Labels | undefined, level = 0): void {
    const inside = '  '.repeat(level);
    const shown = Object.entries(annotations ?? {})
      .filter(([key]) => key !== lastAppliedAnnotation)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const [first = '<none>', ...others] = shown.flatMap(([key, value]) => annotationLines(key, value));
    this.line(`${name}:\t${inside}${first}`, level);
    for (const other of others) this.line(`\t${inside}${other}`, level);
  }

  /** A table of columns with a ruled headline. */
  table(columns: readonly string[], rows: ReadonlyArray<readonly unknown[]>, level = 1): void {
    this.line(columns.join('\t'), level);
    this.line(columns.map((column) => '-'.repeat(column.trim().length)).join('\t'), level);
    for (const row of rows) this.line(row.join('\t'), level);
  }

  /** The phase of something, or that it is on its way out. */
  phaseOf({ metadata }: KubeObject, phase = ''): string {
    const deletedAt = metadata?.deletionTimestamp;
    return deletedAt === undefined ? phase : `Terminating (lasts ${this.since(deletedAt)})`;
  }

  /** How long ago a moment was. */
  since(timestamp: string | undefined): string {
    if (timestamp === undefined) return '<unknown>';
    return humanDuration((parseTimestamp(this.now) - parseTimestamp(timestamp)) / 1000);
  }

  /** The text with its tabs as they are: kubectl doesn't lay out what it prints of revisions. */
  withTabs(): string {
    return this.#lines.join('\n');
  }

  toString(): string {
    return layOutTabs(this.withTabs());
  }
}

function annotationLines(key: string, value: string): string[] {
  const text = value.replace(/\n$/, '');
  if (text.length + key.length + 2 <= longestAnnotation && !text.includes('\n')) return [`${key}: ${text}`];
  const most = longestAnnotation - 2;
  const lines = text
    .split('\n')
    .map((line) => `  ${line.length > most ? `${line.slice(0, most)}...` : line}`);
  return [`${key}:`, ...lines];
}

export function sortedPairs(labels: Labels | undefined): string[] {
  const sorted = Object.entries(labels ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, value]) => `${key}=${value}`);
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayMs = 86_400_000;

/** `Sat, 21 Nov 2026 20:52:16 +0000`. */
export function printMoment(timestamp: string | undefined): string {
  if (timestamp === undefined) return '<unset>';
  const [year, month, day] = timestamp.slice(0, 10).split('-');
  const weekday = (Math.floor(parseTimestamp(timestamp) / dayMs) + 4) % 7;
  return `${days[weekday]}, ${day} ${months[Number(month) - 1]} ${year} ${timestamp.slice(11, 19)} +0000`;
}

/** `a=b,c=d` of labels, annotations or parameters. `labels.FormatLabels` */
export function printPairs(labels: Labels | undefined): string {
  return sortedPairs(labels).join(',') || '<none>';
}

/** A selector as Go prints it: nothing for the one that matches everything, or nothing at all. */
export function printRawSelector(selector: LabelSelector | undefined): string {
  return formatLabelSelector(selectorFromObject(selector) ?? []);
}

export function printSelector(selector: LabelSelector | undefined): string {
  return printRawSelector(selector) || '<none>';
}

/** `ReplicaSet/web-6b8`, or nothing. */
export function printController(object: KubeObject): string | undefined {
  const owner = controllerOf(object);
  return owner === undefined ? undefined : `${owner.kind}/${owner.name}`;
}

export function printBoolean(value: boolean): string {
  return value ? 'True' : 'False';
}

export function printTolerations(tolerations: readonly Toleration[] = []): string[] {
  const sorted = tolerations.toSorted((a, b) => compare(a.key ?? '', b.key ?? ''));
  return sorted.map(({ key, value, effect, operator, tolerationSeconds }) => {
    const name = `${key ?? ''}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`;
    const exists = operator === 'Exists' && !value ? (name === '' ? 'op=Exists' : ' op=Exists') : '';
    return name + exists + (tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`);
  });
}

export function printTaints(taints: readonly Taint[] = []): string[] {
  const sorted = taints.toSorted((a, b) => compare(`${a.effect},${a.key}`, `${b.effect},${b.key}`));
  return sorted.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`);
}

/** As Go compares strings. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
