/**
 * Label selectors: as text (`app=web,tier in (a,b),!old`) and as objects (matchLabels, matchExpressions).
 * `staging/src/k8s.io/apimachinery/pkg/labels/selector.go`, `.../pkg/apis/meta/v1/helpers.go`
 */
import type { LabelSelector } from './generated/types.ts';
import { scanSelector, type Token } from './label-selector-tokens.ts';
import { errorText, invalid, quote, type FieldError } from './validation/field-error.ts';
import { labelValueErrors, qualifiedNameErrors } from './validation/formats.ts';

export type SelectorOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

export interface Requirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  /** Sorted, without repetition. */
  readonly values: readonly string[];
}

/** All requirements hold; none at all matches everything. Sorted by key. */
export type Selector = readonly Requirement[];

export type Labels = Readonly<Record<string, string>>;

/** Why a text or an object is no selector, in Kubernetes' words. */
export class SelectorError extends Error {}

const binaryOperators = ['in', 'notin', '=', '==', '!=', 'gt', 'lt'];

/** @throws SelectorError */
export function parseLabelSelector(text: string): Selector {
  const tokens = scanSelector(text);
  const requirements: Requirement[] = [];
  let position = 0;
  const peek = (): Token => tokens[position] ?? { type: 'end', text: '' };
  const take = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  for (;;) {
    const first = peek();
    if (first.type === 'end') return sortByKey(requirements);
    if (first.type !== 'word' && first.text !== '!') {
      throw new SelectorError(`found '${first.text}', expected: !, identifier, or 'end of string'`);
    }
    requirements.push(parseRequirement(peek, take));
    const next = take();
    if (next.type === 'end') return sortByKey(requirements);
    if (next.text !== ',') throw new SelectorError(`found '${next.text}', expected: ',' or 'end of string'`);
    const following = peek();
    if (following.type !== 'word' && following.text !== '!') {
      throw new SelectorError(`found '${following.text}', expected: identifier after ','`);
    }
  }
}

function fail(message: string): never {
  throw new SelectorError(`unable to parse requirement: ${message}`);
}

function parseRequirement(peek: () => Token, take: () => Token): Requirement {
  let token = take();
  const absent = token.type === 'symbol';
  if (absent) token = take();
  if (token.type !== 'word') fail(`found '${token.text}', expected: identifier`);
  const key = token.text;
  const messages = qualifiedNameErrors(key);
  if (messages.length > 0) fail(errorText(invalid('<nil>', key, messages.join('; '))));
  if (absent) return createRequirement(key, '!', []);
  if (peek().type === 'end' || peek().text === ',') return createRequirement(key, 'exists', []);
  const operator = parseOperator(take());
  const values =
    operator === 'in' || operator === 'notin' ? parseValues(peek, take) : parseExactValue(peek, take);
  return createRequirement(key, operator, values);
}

function parseOperator(token: Token): SelectorOperator {
  if (token.text === '>') return 'gt';
  if (token.text === '<') return 'lt';
  if (['in', 'notin', '=', '==', '!='].includes(token.text)) return token.text as SelectorOperator;
  return fail(`found '${token.text}', expected: ${binaryOperators.join(', ')}`);
}

function parseValues(peek: () => Token, take: () => Token): string[] {
  const open = take();
  if (open.text !== '(' || open.type !== 'symbol') fail(`found '${open.text}' expected: '('`);
  const first = peek();
  if (isSymbol(first, ')')) {
    take();
    return [''];
  }
  if (first.type !== 'word' && !isSymbol(first, ',')) {
    fail(`found '${first.text}', expected: ',', ')' or identifier`);
  }
  const values = parseIdentifiers(peek, take);
  if (!isSymbol(take(), ')')) fail(`found '${first.text}', expected: ')'`);
  return values;
}

/** Values up to the closing parenthesis; a comma with nothing beside it stands for the empty value. */
function parseIdentifiers(peek: () => Token, take: () => Token): string[] {
  const values = new Set<string>();
  for (;;) {
    const token = take();
    if (token.type === 'word') {
      values.add(token.text);
      const next = peek();
      if (isSymbol(next, ')')) return [...values];
      if (!isSymbol(next, ',')) fail(`found '${next.text}', expected: ',' or ')'`);
    } else if (isSymbol(token, ',')) {
      if (values.size === 0) values.add('');
      const next = peek();
      if (isSymbol(next, ')')) return [...values.add('')];
      if (isSymbol(next, ',')) {
        take();
        values.add('');
      }
    } else {
      fail(`found '${token.text}', expected: ',', or identifier`);
    }
  }
}

function parseExactValue(peek: () => Token, take: () => Token): string[] {
  if (peek().type === 'end' || isSymbol(peek(), ',')) return [''];
  const token = take();
  if (token.type !== 'word') fail(`found '${token.text}', expected: identifier`);
  return [token.text];
}

function isSymbol(token: Token, text: string): boolean {
  return token.type === 'symbol' && token.text === text;
}

function createRequirement(key: string, operator: SelectorOperator, values: readonly string[]): Requirement {
  const errors = requirementErrors(key, operator, values);
  const [first] = errors;
  if (first !== undefined) {
    fail(errors.length === 1 ? errorText(first) : `[${errors.map((error) => errorText(error)).join(', ')}]`);
  }
  return { key, operator, values: values.toSorted() };
}

function keyErrors(key: string): FieldError[] {
  const messages = qualifiedNameErrors(key);
  return messages.length === 0 ? [] : [invalid('key', key, messages.join('; '))];
}

function requirementErrors(key: string, operator: SelectorOperator, values: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  const isSetOperator = operator === 'in' || operator === 'notin';
  if (isSetOperator && values.length === 0) {
    errors.push(invalid('values', values, "for 'in', 'notin' operators, values set can't be empty"));
  } else if ((operator === 'exists' || operator === '!') && values.length > 0) {
    errors.push(invalid('values', values, 'values set must be empty for exists and does not exist'));
  }
  if (operator === 'gt' || operator === 'lt') {
    values.forEach((value, index) => {
      if (parseInteger(value) === undefined) {
        errors.push(
          invalid(`values[${index}]`, value, "for 'Gt', 'Lt' operators, the value must be an integer"),
        );
      }
    });
  }
  values.forEach((value, index) => {
    const messages = labelValueErrors(value);
    if (messages.length > 0) errors.push(invalid(`values[${index}][${key}]`, value, messages.join('; ')));
  });
  return errors;
}

function sortByKey(requirements: readonly Requirement[]): Selector {
  return requirements.toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
}

/** A decimal int64, or undefined. */
function parseInteger(text: string): bigint | undefined {
  return /^[+-]?[0-9]+$/.test(text) && text.length < 20 ? BigInt(text.replace('+', '')) : undefined;
}

const objectOperators: Readonly<Record<string, SelectorOperator>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

/**
 * Requirements of a LabelSelector; undefined (for no selector at all) matches nothing.
 * @throws SelectorError when an operator is unknown or its values don't fit it.
 */
export function selectorFromObject(selector: LabelSelector | null | undefined): Selector | undefined {
  if (selector === null || selector === undefined) return undefined;
  const requirements: Requirement[] = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: '=',
    values: [value],
  }));
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const known = objectOperators[operator];
    if (known === undefined)
      throw new SelectorError(`${quote(operator)} is not a valid label selector operator`);
    requirements.push({ key, operator: known, values: [...new Set(values)].toSorted() });
  }
  for (const { key, operator, values } of requirements) {
    const [error] = [...keyErrors(key), ...requirementErrors(key, operator, values)];
    if (error !== undefined) throw new SelectorError(errorText(error));
  }
  return sortByKey(requirements);
}

/** @param selector undefined matches nothing */
export function matchesLabels(selector: Selector | undefined, labels: Labels | undefined): boolean {
  return (
    selector !== undefined && selector.every((requirement) => matchesRequirement(requirement, labels ?? {}))
  );
}

function matchesRequirement({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels[key];
  if (operator === '!') return value === undefined;
  if (operator === '!=' || operator === 'notin') return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator === 'exists') return true;
  if (operator !== 'gt' && operator !== 'lt') return values.includes(value);
  const left = parseInteger(value);
  const right = parseInteger(values[0] ?? '');
  if (left === undefined || right === undefined) return false;
  return operator === 'gt' ? left > right : left < right;
}

/** Whether labels match a LabelSelector object, without building requirements: what controllers ask all the time. */
export function labelSelectorMatches(
  selector: LabelSelector | null | undefined,
  labels: Labels | undefined,
): boolean {
  if (selector === null || selector === undefined) return false;
  const { matchLabels, matchExpressions } = selector;
  for (const key in matchLabels) if (labels?.[key] !== matchLabels[key]) return false;
  if (matchExpressions === undefined) return true;
  return matchExpressions.every(({ key, operator, values }) => {
    const value = labels?.[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const listed = value !== undefined && values?.includes(value) === true;
    return operator === 'In' ? listed : operator === 'NotIn' && !listed;
  });
}

/** Whether labels hold every pair of a plain map (`spec.selector` of a Service or ReplicationController). */
export function labelMapMatches(map: Labels | undefined, labels: Labels | undefined): boolean {
  for (const key in map) if (labels?.[key] !== map[key]) return false;
  return true;
}

/** Canonical text of a selector. */
export function formatLabelSelector(selector: Selector): string {
  return selector.map((requirement) => formatRequirement(requirement)).join(',');
}

function formatRequirement({ key, operator, values }: Requirement): string {
  if (operator === '!') return `!${key}`;
  if (operator === 'exists') return key;
  const text = values.join(',');
  if (operator === 'in' || operator === 'notin') return `${key} ${operator} (${text})`;
  return `${key}${operator === 'gt' ? '>' : operator === 'lt' ? '<' : operator}${text}`;
}
