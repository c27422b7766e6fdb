/** Tokens of the label selector grammar. `staging/src/k8s.io/apimachinery/pkg/labels/selector.go`, Lexer */
export interface Token {
  readonly type: 'word' | 'symbol' | 'end';
  readonly text: string;
}

/** Longest first, as the scanner takes them. */
const tokenPattern = /[ \t\r\n]*(?:(==|!=|[=!(),<>])|([^ \t\r\n=!(),<>\0]+)|)/y;

/** `in` and `notin` come out as words: only the place where they stand tells whether they are operators. */
export function scanSelector(text: string): Token[] {
  const tokens: Token[] = [];
  const scanner = new RegExp(tokenPattern);
  for (;;) {
    const match = scanner.exec(text);
    if (match?.[1] !== undefined) tokens.push({ type: 'symbol', text: match[1] });
    else if (match?.[2] !== undefined) tokens.push({ type: 'word', text: match[2] });
    else return [...tokens, { type: 'end', text: '' }];
  }
}
