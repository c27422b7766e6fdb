/** Tokens of a line to the steps that it asks for. */
import { type Operator, scan, type Token } from './scanner.ts';
import {
  IncompleteLine,
  type Pipeline,
  type Redirect,
  type SimpleCommand,
  type Step,
  SyntaxProblem,
  type Word,
} from './syntax.ts';

/** @throws IncompleteLine when more lines are needed, SyntaxProblem when it can't be read. */
export function parseLine(text: string): Step[] {
  if (/(^|[^\\])(\\\\)*\\$/.test(text)) throw new IncompleteLine();
  const steps: Step[] = [];
  let when: Step['when'] = 'always';
  let pipeline: SimpleCommand[] = [];
  let tokens: Token[] = [];
  const endCommand = (operator: Operator | undefined): void => {
    if (tokens.length > 0) pipeline.push(commandOf(tokens));
    else if (operator !== undefined && operator !== '\n') throw unexpected(operator);
    else if (pipeline.length > 0 || when !== 'always') throw new IncompleteLine();
    tokens = [];
  };
  const endPipeline = (): void => {
    if (pipeline.length > 0) steps.push({ when, pipeline: pipeline as Pipeline });
    pipeline = [];
  };
  for (const token of scan(text)) {
    if (token.kind !== 'operator') {
      tokens.push(token);
      continue;
    }
    const { operator } = token;
    // A line may break after an operator that wants more.
    if (operator === '\n' && tokens.length === 0) continue;
    endCommand(operator);
    if (operator === '|') continue;
    endPipeline();
    when = operator === '&&' ? 'succeeded' : operator === '||' ? 'failed' : 'always';
  }
  endCommand(undefined);
  endPipeline();
  return steps;
}

function commandOf(tokens: readonly Token[]): SimpleCommand {
  const assignments: { name: string; value: Word }[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  for (const token of tokens) {
    if (token.kind === 'redirect') redirects.push(token.redirect);
    if (token.kind !== 'word') continue;
    const assignment = words.length === 0 ? assignmentOf(token.word) : undefined;
    if (assignment === undefined) words.push(token.word);
    else assignments.push(assignment);
  }
  return { assignments, words, redirects };
}

function assignmentOf(word: Word): { name: string; value: Word } | undefined {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(first.text);
  if (match === null) return undefined;
  return { name: match[1]!, value: [{ kind: 'text', text: match[2]!, quoted: true }, ...rest] };
}

function unexpected(operator: Operator): SyntaxProblem {
  return new SyntaxProblem(`syntax error near unexpected token \`${operator}'`);
}
