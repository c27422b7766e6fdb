/** Label selectors of objects: whether they match, and how they are written in one line. `.../pkg/apis/meta/v1/helpers.go` */
import type { LabelSelector } from '../../engine/api/generated/types.ts';

export type Labels = Readonly<Record<string, string>>;

/** An empty selector matches everything, none at all matches nothing. */
export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    hasLabels(matchLabels, labels) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return operator === 'DoesNotExist' && value === undefined;
      }
    })
  );
}

/** Whether all the wanted labels are there with these values. */
export function hasLabels(wanted: Labels, labels: Labels = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** `app=web,tier in (a,b),!old`, as kubectl writes it. */
export function selectorText(selector: LabelSelector): string {
  const terms = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  return [labelsText(selector.matchLabels ?? {}), ...terms].filter((term) => term !== '').join(',');
}

export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
