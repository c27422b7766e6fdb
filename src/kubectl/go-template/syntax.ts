/** A Go template, read. `text/template/parse` */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipe: Pipe;
      readonly body: Body;
      readonly otherwise: Body;
    }
  | { readonly kind: 'break' | 'continue' };

export type Body = readonly TemplateNode[];

/** Commands of which each gets the last one's value; variables that take the value at the end. */
export interface Pipe {
  readonly variables: readonly string[];
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

/** A function with its arguments, or a value alone. */
export type Command = readonly Operand[];

export type Operand =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'field'; readonly fields: readonly string[] }
  | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly fields: readonly string[] };

/** A template that can't be read or run. */
export class GoTemplateError extends Error {}
