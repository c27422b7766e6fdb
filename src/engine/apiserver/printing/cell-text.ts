/** Texts that cells of several kinds share. */
import type { Container, LabelSelector } from '../../api/generated/types.ts';
import { humanDuration } from '../../api/human-duration.ts';
import { formatLabelSelector, type Labels, selectorFromObject } from '../../api/label-selector.ts';
import type { KubeObject } from '../../api/object.ts';
import { canonicalQuantity } from '../../api/quantity.ts';
import { parseTimestamp } from '../../api/time.ts';

export const none = '<none>';
export const unknown = '<unknown>';
export const unset = '<unset>';

/** How long ago a moment was: `5m`. */
export function since(timestamp: string | undefined, nowMs: number): string {
  return timestamp === undefined ? unknown : humanDuration((nowMs - parseTimestamp(timestamp)) / 1000);
}

export function ageOf(object: KubeObject, nowMs: number): string {
  return since(object.metadata?.creationTimestamp, nowMs);
}

/** A quantity in its canonical form; one that isn't there is 0. */
export function quantityText(quantity: string | undefined): string {
  return quantity === undefined ? '0' : canonicalQuantity(quantity);
}

/** `app=web,tier=front`, by key. */
export function labelsText(labels: Labels | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.toSorted().join(',') || none;
}

/** `apimachinery/pkg/apis/meta/v1/helpers.go` FormatLabelSelector */
export function selectorText(selector: LabelSelector | undefined): string {
  try {
    return formatLabelSelector(selectorFromObject(selector) ?? []) || none;
  } catch {
    return '<error>';
  }
}

/** The two cells that tell of a pod template's containers: names and images. */
export function containerCells(containers: readonly Container[] | undefined): [string, string] {
  const list = containers ?? [];
  return [list.map(({ name }) => name).join(), list.map(({ image }) => image ?? '').join()];
}

/** The first of a list, and how many more there are: `a,b,c + 2 more...`. */
export function firstOf(texts: readonly string[], most = 3, separator = ','): string {
  const shown = texts.slice(0, most).join(separator);
  return texts.length > most ? `${shown} + ${texts.length - most} more...` : shown;
}

export function sizeOf(map: Readonly<Record<string, unknown>> | undefined): number {
  return Object.keys(map ?? {}).length;
}
