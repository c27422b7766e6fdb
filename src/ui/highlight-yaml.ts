/** Tokens of one line of YAML, for text that is only read: enough for keys, values, numbers and comments. */
export interface YamlToken {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'number' | 'comment' | 'plain';
}

const keyLine =
  /^(\s*(?:- +)*)((?:"[^"]*"|'[^']*'|[^\s#:'"[{](?:[^:#]|:(?!\s)|(?<!\s)#)*?))(\s*:)(?=\s|$)(.*)$/;
const itemLine = /^(\s*(?:- +)+|\s*-$)(.*)$/;
const numberValue = /^(\s*)(-?(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)|true|false|null|~)(\s*)$/i;

export function highlightYaml(line: string): YamlToken[] {
  if (/^\s*#/.test(line)) return [{ text: line, kind: 'comment' }];
  const key = keyLine.exec(line);
  if (key !== null) {
    const [, indent = '', name = '', colon = '', value = ''] = key;
    return joined([plain(indent), { text: name, kind: 'key' }, plain(colon), ...valueTokens(value)]);
  }
  const item = itemLine.exec(line);
  if (item !== null) return joined([plain(item[1] ?? ''), ...valueTokens(item[2] ?? '')]);
  return joined(line.startsWith('---') ? [plain(line)] : valueTokens(line));
}

function valueTokens(value: string): YamlToken[] {
  const comment = /\s#.*$/.exec(value);
  if (comment !== null && !/["']/.test(value)) {
    return [...valueTokens(value.slice(0, comment.index)), { text: comment[0], kind: 'comment' }];
  }
  const number = numberValue.exec(value);
  if (number === null) return [{ text: value, kind: 'string' }];
  return [plain(number[1] ?? ''), { text: number[2] ?? '', kind: 'number' }, plain(number[3] ?? '')];
}

function plain(text: string): YamlToken {
  return { text, kind: 'plain' };
}

function joined(tokens: readonly YamlToken[]): YamlToken[] {
  return tokens.filter((token) => token.text !== '');
}
