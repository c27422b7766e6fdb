/** What a command line of the terminal is made of: a small, POSIX-shaped shell language. */

/** A piece of a word. Only unquoted values are split at blanks and match file names. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean }
  /** `$(...)`: the output of a line of its own. */
  | { readonly kind: 'output'; readonly line: string; readonly quoted: boolean };

export type Word = readonly WordPart[];

export type Redirect =
  | { readonly kind: 'from' | 'to' | 'append'; readonly stream: 0 | 1 | 2; readonly target: Word }
  /** `2>&1` */
  | { readonly kind: 'join' }
  /** `<<EOF`: the lines up to the delimiter, as a word so that variables in them are filled in. */
  | { readonly kind: 'here'; readonly text: Word };

export interface SimpleCommand {
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** Commands whose output runs into the next one's input. */
export type Pipeline = readonly SimpleCommand[];

export interface Step {
  /** When it runs: always, or only after success or failure of what came before. */
  readonly when: 'always' | 'succeeded' | 'failed';
  readonly pipeline: Pipeline;
}

/** The line is not over: an open quote, a heredoc, a trailing backslash or operator. */
export class IncompleteLine extends Error {}

/** The line can't be read. */
export class SyntaxProblem extends Error {}
