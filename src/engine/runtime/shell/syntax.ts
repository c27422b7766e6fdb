/** What a shell script is once it is read: words with their expansions, commands, lists and compounds. */

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly quoted: boolean;
      /** `:-`, `-`, `:=`, `=`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, or `length` for `${#name}`. */
      readonly operator?: string;
      readonly argument?: Word;
    }
  | { readonly kind: 'command'; readonly source: string; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean };

export type Word = readonly WordPart[];

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirect {
  readonly descriptor: number;
  /** `<<` carries the document itself as its target. */
  readonly operator: '>' | '>>' | '<' | '>&' | '<<';
  readonly target: Word;
}

export interface SimpleCommand {
  readonly type: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export interface CaseArm {
  readonly patterns: readonly Word[];
  readonly body: Script;
}

export type Script =
  | SimpleCommand
  | { readonly type: 'list'; readonly items: readonly Script[] }
  | { readonly type: 'and' | 'or'; readonly left: Script; readonly right: Script }
  | { readonly type: 'not'; readonly body: Script }
  | { readonly type: 'pipe'; readonly stages: readonly Script[] }
  | { readonly type: 'background'; readonly body: Script }
  | {
      readonly type: 'if';
      readonly branches: readonly { readonly condition: Script; readonly body: Script }[];
      readonly otherwise?: Script;
    }
  | { readonly type: 'loop'; readonly until: boolean; readonly condition: Script; readonly body: Script }
  | { readonly type: 'for'; readonly name: string; readonly words?: readonly Word[]; readonly body: Script }
  | { readonly type: 'case'; readonly word: Word; readonly arms: readonly CaseArm[] }
  | { readonly type: 'subshell'; readonly body: Script }
  | { readonly type: 'redirected'; readonly body: Script; readonly redirects: readonly Redirect[] }
  | { readonly type: 'function'; readonly name: string; readonly body: Script };

/** A script that a shell refuses to read; the message is the shell's own. */
export class ShellSyntaxError extends Error {}
