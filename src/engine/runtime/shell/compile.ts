import { parseScript } from './parse.ts';
import type { CaseArm, Redirect, Script, SimpleCommand, Word } from './syntax.ts';

/**
 * A script as a flat list of instructions, so that a process is a few integers into it: it can stop at any
 * instruction, be written to a checkpoint, and go on from there.
 */
export type Instruction =
  /** `lenient`: `set -e` doesn't look at its status (conditions, left sides of && and ||). */
  | { readonly op: 'run'; readonly command: SimpleCommand; readonly lenient: boolean }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'jumpIf'; readonly success: boolean; readonly to: number }
  | { readonly op: 'not' }
  | { readonly op: 'succeed' }
  | { readonly op: 'forBegin'; readonly words: readonly Word[] | undefined }
  | { readonly op: 'forNext'; readonly name: string; readonly end: number }
  | { readonly op: 'redirect'; readonly redirects: readonly Redirect[]; readonly end: number }
  /** `next` is where the stage after it begins: 0 for the last. */
  | { readonly op: 'pipe'; readonly next: number }
  | { readonly op: 'nextStage'; readonly last: boolean; readonly next: number }
  | { readonly op: 'subshell'; readonly end: number }
  /** Takes the innermost frame off. */
  | { readonly op: 'leave' }
  /** Takes frames off until `depth` remain of this script's own. */
  | { readonly op: 'unwind'; readonly depth: number; readonly to: number }
  | { readonly op: 'fork'; readonly end: number }
  | { readonly op: 'endThread' }
  | { readonly op: 'define'; readonly name: string; readonly end: number }
  | { readonly op: 'return' }
  | {
      readonly op: 'case';
      readonly word: Word;
      readonly arms: readonly { readonly patterns: readonly Word[]; readonly to: number }[];
      readonly end: number;
    };

export type Code = readonly Instruction[];

/** Scripts are few and run often: each text is read once. */
const compiled = new Map<string, Code>();
const maxCompiled = 2_000;

/** @throws ShellSyntaxError */
export function compileScript(source: string): Code {
  let code = compiled.get(source);
  if (code === undefined) {
    if (compiled.size >= maxCompiled) compiled.clear();
    code = new Compiler().compile(parseScript(source));
    compiled.set(source, code);
  }
  return code;
}

type Writable<Type> = { -readonly [Field in keyof Type]: Type[Field] };

interface Loop {
  readonly depth: number;
  readonly next: number;
  readonly breaks: { to: number }[];
}

class Compiler {
  #code: Instruction[] = [];
  #loops: Loop[] = [];
  /** Frames that stand on the stack at this point of the script. */
  #depth = 0;

  compile(script: Script): Code {
    this.#script(script, false);
    return this.#code;
  }

  #emit<Kind extends Instruction>(instruction: Kind): Writable<Kind> {
    this.#code.push(instruction);
    return instruction;
  }

  get #here(): number {
    return this.#code.length;
  }

  #script(script: Script, lenient: boolean): void {
    switch (script.type) {
      case 'simple':
        return this.#simple(script, lenient);
      case 'list':
        for (const item of script.items) this.#script(item, lenient);
        return;
      case 'and':
      case 'or':
        return this.#branch(script.type === 'and', script.left, script.right, lenient);
      case 'not':
        this.#script(script.body, true);
        this.#emit({ op: 'not' });
        return;
      case 'if':
        return this.#if(script, lenient);
      case 'loop':
        return this.#loop(script.until, script.condition, script.body, lenient);
      case 'for':
        return this.#for(script.name, script.words, script.body, lenient);
      case 'case':
        return this.#case(script.word, script.arms, lenient);
      default:
        return this.#framed(script, lenient);
    }
  }

  #framed(
    script: Extract<Script, { type: 'pipe' | 'background' | 'subshell' | 'redirected' | 'function' }>,
    lenient: boolean,
  ): void {
    switch (script.type) {
      case 'pipe':
        return this.#pipe(script.stages, lenient);
      case 'subshell':
        return this.#inFrame({ op: 'subshell', end: 0 }, script.body, lenient);
      case 'redirected':
        return this.#inFrame({ op: 'redirect', redirects: script.redirects, end: 0 }, script.body, lenient);
      case 'background':
        return this.#apart({ op: 'fork', end: 0 }, script.body, { op: 'endThread' });
      case 'function':
        return this.#apart({ op: 'define', name: script.name, end: 0 }, script.body, { op: 'return' });
    }
  }

  /** `break` and `continue` know their loop when the script is read, so they are jumps. */
  #simple(command: SimpleCommand, lenient: boolean): void {
    const name = literal(command.words[0]);
    const loop = this.#loops.at(-Number(literal(command.words[1]) ?? 1)) ?? this.#loops[0];
    if (loop === undefined || (name !== 'break' && name !== 'continue')) {
      this.#emit({ op: 'run', command, lenient });
      return;
    }
    this.#emit({ op: 'succeed' });
    const jump = this.#emit({ op: 'unwind', depth: loop.depth, to: loop.next });
    if (name === 'break') loop.breaks.push(jump);
  }

  #branch(success: boolean, left: Script, right: Script, lenient: boolean): void {
    this.#script(left, true);
    const skip = this.#emit({ op: 'jumpIf', success: !success, to: 0 });
    this.#script(right, lenient);
    skip.to = this.#here;
  }

  #if({ branches, otherwise }: Extract<Script, { type: 'if' }>, lenient: boolean): void {
    const ends: { to: number }[] = [];
    for (const { condition, body } of branches) {
      this.#script(condition, true);
      const skip = this.#emit({ op: 'jumpIf', success: false, to: 0 });
      this.#script(body, lenient);
      ends.push(this.#emit({ op: 'jump', to: 0 }));
      skip.to = this.#here;
    }
    if (otherwise === undefined) this.#emit({ op: 'succeed' });
    else this.#script(otherwise, lenient);
    for (const end of ends) end.to = this.#here;
  }

  #loop(until: boolean, condition: Script, body: Script, lenient: boolean): void {
    const start = this.#here;
    this.#script(condition, true);
    const exit = this.#emit({ op: 'jumpIf', success: until, to: 0 });
    const breaks = this.#body(start, body, lenient);
    this.#emit({ op: 'jump', to: start });
    exit.to = this.#here;
    this.#emit({ op: 'succeed' });
    for (const jump of breaks) jump.to = this.#here;
  }

  #for(name: string, words: readonly Word[] | undefined, body: Script, lenient: boolean): void {
    this.#emit({ op: 'forBegin', words });
    this.#depth++;
    const start = this.#here;
    const next = this.#emit({ op: 'forNext', name, end: 0 });
    const breaks = this.#body(start, body, lenient);
    this.#emit({ op: 'jump', to: start });
    next.end = this.#here;
    for (const jump of breaks) jump.to = this.#here;
    this.#emit({ op: 'leave' });
    this.#depth--;
  }

  #body(next: number, body: Script, lenient: boolean): { to: number }[] {
    const breaks: { to: number }[] = [];
    this.#loops.push({ depth: this.#depth, next, breaks });
    this.#script(body, lenient);
    this.#loops.pop();
    return breaks;
  }

  #case(word: Word, arms: readonly CaseArm[], lenient: boolean): void {
    const targets: { patterns: readonly Word[]; to: number }[] = [];
    const choose = this.#emit({ op: 'case', word, arms: targets, end: 0 });
    const ends: { to: number }[] = [];
    for (const arm of arms) {
      targets.push({ patterns: arm.patterns, to: this.#here });
      this.#script(arm.body, lenient);
      ends.push(this.#emit({ op: 'jump', to: 0 }));
    }
    choose.end = this.#here;
    for (const end of ends) end.to = this.#here;
  }

  #pipe(stages: readonly Script[], lenient: boolean): void {
    let begun: { next: number } = this.#emit({ op: 'pipe', next: 0 });
    this.#depth++;
    stages.forEach((stage, index) => {
      if (index > 0) {
        begun.next = this.#here;
        begun = this.#emit({ op: 'nextStage', last: index === stages.length - 1, next: 0 });
      }
      this.#script(stage, lenient || index < stages.length - 1);
    });
    this.#emit({ op: 'leave' });
    this.#depth--;
  }

  #inFrame(
    enter: Extract<Instruction, { op: 'subshell' | 'redirect' }>,
    body: Script,
    lenient: boolean,
  ): void {
    const entered = this.#emit(enter);
    this.#depth++;
    this.#script(body, lenient);
    this.#emit({ op: 'leave' });
    this.#depth--;
    entered.end = this.#here;
  }

  /** Code that runs on its own, out of this script's loops and frames. */
  #apart(enter: Extract<Instruction, { op: 'fork' | 'define' }>, body: Script, end: Instruction): void {
    const entered = this.#emit(enter);
    const [loops, depth] = [this.#loops, this.#depth];
    this.#loops = [];
    this.#depth = 0;
    this.#script(body, false);
    this.#emit(end);
    this.#loops = loops;
    this.#depth = depth;
    entered.end = this.#here;
  }
}

function literal(word: Word | undefined): string | undefined {
  const only = word?.length === 1 ? word[0] : undefined;
  return only?.kind === 'text' ? only.text : undefined;
}
