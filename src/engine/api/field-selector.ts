/** Field selectors: `metadata.name=web,status.phase!=Running`. `staging/src/k8s.io/apimachinery/pkg/fields/selector.go` */
export interface FieldRequirement {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** All requirements hold; none at all matches everything. */
export type FieldSelector = readonly FieldRequirement[];

/** Why a text is no field selector, in Kubernetes' words. */
export class FieldSelectorError extends Error {}

/** @throws FieldSelectorError */
export function parseFieldSelector(text: string): FieldSelector {
  return splitTerms(text)
    .toSorted()
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
      if (match === null) {
        throw new FieldSelectorError(`invalid selector: '${text}'; can't understand '${term}'`);
      }
      const [, field = '', operator, value = ''] = match;
      return { field, operator: operator === '!=' ? '!=' : '=', value: unescapeFieldValue(value) };
    });
}

/** Splits at commas that no backslash escapes. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === ',') {
      terms.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...terms, text.slice(start)];
}

function unescapeFieldValue(value: string): string {
  let result = '';
  for (let index = 0; index < value.length; index++) {
    const char = value[index] ?? '';
    if (char === ',' || char === '=') {
      throw new FieldSelectorError(
        `invalid field selector: unescaped character in value: ${char.charCodeAt(0)}`,
      );
    }
    if (char !== '\\') {
      result += char;
      continue;
    }
    index++;
    const escaped = value[index] ?? '';
    if (escaped === '' || !'\\,='.includes(escaped)) {
      throw new FieldSelectorError(`invalid field selector: invalid escape sequence: \\${escaped}`);
    }
    result += escaped;
  }
  return result;
}

export function escapeFieldValue(value: string): string {
  return value.replace(/[\\,=]/g, String.raw`\$&`);
}

/** @param fields values by field path; an absent field counts as empty text */
export function matchesFields(selector: FieldSelector, fields: Readonly<Record<string, string>>): boolean {
  return selector.every(
    ({ field, operator, value }) => ((fields[field] ?? '') === value) === (operator === '='),
  );
}

/** Canonical text of a field selector. */
export function formatFieldSelector(selector: FieldSelector): string {
  return selector
    .map(({ field, operator, value }) => `${field}${operator}${escapeFieldValue(value)}`)
    .join(',');
}
