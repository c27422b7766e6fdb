/** Arguments of `kubectl label` and `annotate`: `key=value` sets, `key-` removes. */
import { KubectlError } from './kubectl-error.ts';

export interface KeyChanges {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

const isChange = (word: string) => word.includes('=') || word.endsWith('-');

/** Splits the line's words into resources and changes. `cmdutil.GetResourcesAndPairs` */
export function splitResourcesAndChanges(
  words: readonly string[],
  noun: 'label' | 'annotation',
): {
  readonly resources: readonly string[];
  readonly changes: readonly string[];
} {
  const first = words.findIndex(isChange);
  const resources = first < 0 ? words : words.slice(0, first);
  const changes = first < 0 ? [] : words.slice(first);
  const stray = changes.find((word) => !isChange(word));
  if (stray !== undefined)
    throw new KubectlError(`all resources must be specified before ${noun} changes: ${stray}`);
  return { resources, changes };
}

/** @throws KubectlError when a change is none, or a key is set and removed at once. */
export function parseAnnotationChanges(words: readonly string[]): KeyChanges {
  return parseChanges(words, 'annotation', () => undefined);
}

function parseChanges(
  words: readonly string[],
  noun: string,
  checkValue: (key: string, value: string, word: string) => string | undefined,
): KeyChanges {
  const set: Record<string, string> = {};
  const remove: string[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals > 0) {
      const [key, value] = [word.slice(0, equals), word.slice(equals + 1)];
      const wrong = checkValue(key, value, word);
      if (wrong !== undefined) throw new KubectlError(wrong);
      set[key] = value;
    } else if (equals < 0 && word.endsWith('-') && word !== '-') {
      remove.push(word.slice(0, -1));
    } else {
      throw new KubectlError(`unknown ${noun} spec: ${word}`);
    }
  }
  const both = remove.find((key) => key in set);
  if (both !== undefined)
    throw new KubectlError(
      `can not both modify and remove ${noun === 'label' ? 'a label' : 'an annotation'} in the same command`,
    );
  return { set, remove };
}

/** Label values are checked before anything is sent. */
export function parseLabelChanges(words: readonly string[]): KeyChanges {
  return parseChanges(words, 'label', (_, value, word) => {
    if (value.includes('=')) return `invalid label spec: ${word}`;
    return isLabelValue(value) ? undefined : `invalid label value: "${word}": ${labelValueRule}`;
  });
}

const labelValueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
}
