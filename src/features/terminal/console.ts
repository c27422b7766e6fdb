/**
 * The person's side of the shell: prompt, line editing, completion, running programs, Ctrl+C. Knows a screen only
 * as something that takes text and gives keys.
 */
import { emptyLine, insert, type LineState, pressKey, searchResult } from './edit-line.ts';
import { keysOf } from './keys-of-input.ts';
import { t } from './messages.en.ts';
import { inColumns, paintLine } from './paint-line.ts';
import type { ProgramIo } from './shell/program.ts';
import type { Shell } from './shell/shell.ts';

export interface Screen {
  readonly columns: number;
  write(text: string): void;
  clear(): void;
}

export interface Completion {
  /** Where the word that is completed begins. */
  readonly from: number;
  readonly candidates: readonly string[];
}

export interface ConsoleOptions {
  readonly shell: Shell;
  readonly screen: Screen;
  /** Lines run before, oldest first; the console appends. */
  readonly history: string[];
  readonly complete: (line: string, cursor: number) => Promise<Completion>;
  /** Stands before the `$`: the namespace, when it is not the usual one. */
  readonly place: () => string;
}

/** Keys typed while something runs wait here, up to so many characters. */
const maxTypedAhead = 10_000;
const maxHistory = 500;
/** More candidates than that are counted, not listed. */
const maxListed = 200;

export class Console {
  readonly #options: ConsoleOptions;
  #line: LineState;
  /** Lines of an unfinished command before the one being typed. */
  #before = '';
  #cursorRow = 0;
  #running: AbortController | undefined;
  #typedAhead = '';
  #rawListener: ((text: string) => void) | undefined;
  #completing = false;

  constructor(options: ConsoleOptions) {
    this.#options = options;
    this.#line = emptyLine(options.history.length);
  }

  /** Prints the first prompt. */
  open(): void {
    this.#options.screen.write(`${t('terminal.greeting').replaceAll('\n', '\r\n')}\r\n\r\n`);
    this.#paint();
  }

  /** What the terminal sends: keys and pasted text. */
  input(data: string): void {
    if (this.#rawListener !== undefined) {
      this.#rawListener(data);
      return;
    }
    if (this.#isBusy) {
      if (data.includes('\u0003')) this.#interrupt();
      else if (this.#typedAhead.length < maxTypedAhead) this.#typedAhead += data;
      return;
    }
    for (const [index, { key, isPasted }] of keysOf(data).entries()) {
      if (isPasted) this.#set(insert(this.#line, key.replace(/\n$/, '')));
      else this.#press(key);
      if (this.#isBusy) {
        const rest = keysOf(data).slice(index + 1);
        this.#typedAhead += rest.map((later) => later.key).join('');
        return;
      }
    }
  }

  /** Puts a line behind the prompt for the person to run or change. */
  insertLine(line: string): void {
    if (this.#running !== undefined) return;
    this.#set({ ...this.#line, text: line, cursor: line.length });
  }

  /** Runs a line as if it had been typed; false while another one runs. */
  runLine(line: string): boolean {
    if (this.#isBusy) return false;
    this.insertLine(line);
    this.input('\r');
    return true;
  }

  /** While a line runs, or the candidates for one are asked for, keys wait. */
  get #isBusy(): boolean {
    return this.#running !== undefined || this.#completing;
  }

  #interrupt(): void {
    if (this.#completing) {
      this.#completing = false;
      this.#press('\u0003');
      return;
    }
    this.#options.screen.write('^C\r\n');
    this.#running?.abort();
  }

  /** Takes the keys that have waited. */
  #inputTyped(): void {
    const typed = this.#typedAhead;
    this.#typedAhead = '';
    if (typed !== '') this.input(typed);
  }

  /** Draws the prompt again, for the screen's new width. */
  redraw(): void {
    if (this.#running === undefined) this.#paint();
  }

  /** Gives keys to a program as they come until the answer is called. */
  listenRaw(listener: (text: string) => void): () => void {
    this.#rawListener = listener;
    if (this.#typedAhead !== '') listener(this.#typedAhead);
    this.#typedAhead = '';
    return () => {
      if (this.#rawListener === listener) this.#rawListener = undefined;
    };
  }

  #press(key: string): void {
    const { state, request } = pressKey(this.#line, key, this.#options.history);
    if (request !== 'complete') this.#set(state);
    switch (request) {
      case 'submit':
        void this.#submit();
        break;
      case 'interrupt':
        this.#endLine('^C');
        this.#fresh();
        break;
      case 'clear':
        this.#options.screen.clear();
        this.#cursorRow = 0;
        this.#paint();
        break;
      case 'complete':
        void this.#complete();
        break;
      default:
    }
  }

  async #submit(): Promise<void> {
    const { shell, history } = this.#options;
    const text = this.#before + this.#line.text;
    this.#endLine('');
    if (!shell.isComplete(text)) {
      this.#before = `${text}\n`;
      this.#line = emptyLine(history.length);
      this.#paint();
      return;
    }
    this.#before = '';
    if (text.trim() !== '' && history.at(-1) !== text) history.push(text);
    if (history.length > maxHistory) history.splice(0, history.length - maxHistory);
    if (text.trim() === 'clear') this.#options.screen.clear();
    else if (text.trim() !== '') await this.#run(text);
    this.#fresh();
    this.#inputTyped();
  }

  async #run(text: string): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    let atLineStart = true;
    const print = (more: string): void => {
      if (more === '') return;
      atLineStart = more.endsWith('\n') || more.endsWith('\u001b[?1049l');
      this.#options.screen.write(more.replaceAll(/\r?\n/g, '\r\n'));
    };
    const io: ProgramIo = {
      stdout: print,
      stderr: print,
      signal: running.signal,
      stdinIsTerminal: true,
      stdoutIsTerminal: true,
    };
    await this.#options.shell.run(text, io);
    this.#running = undefined;
    this.#rawListener = undefined;
    if (!atLineStart) this.#options.screen.write('\r\n');
  }

  async #complete(): Promise<void> {
    this.#completing = true;
    const { text, cursor } = this.#line;
    const { from, candidates } = await this.#options.complete(text, cursor);
    // Ctrl+C left the line that was asked about: the answer is to another question.
    if (!this.#completing || this.#line.text !== text || this.#line.cursor !== cursor) return;
    this.#completing = false;
    this.#useCandidates(text.slice(from, cursor), candidates);
    this.#inputTyped();
  }

  #useCandidates(typed: string, candidates: readonly string[]): void {
    const common = commonStart(candidates);
    const only =
      candidates.length === 1 ? `${candidates[0]!}${/[=/]$/.test(candidates[0]!) ? '' : ' '}` : common;
    if (only.length > typed.length && only.startsWith(typed))
      this.#set(insert(this.#line, only.slice(typed.length)));
    else if (candidates.length > 1) this.#list(candidates);
  }

  #list(candidates: readonly string[]): void {
    const { screen } = this.#options;
    const shown = candidates.slice(0, maxListed);
    this.#endLine('');
    screen.write(`${inColumns(shown, screen.columns)}\r\n`);
    if (shown.length < candidates.length)
      screen.write(`${t('terminal.moreCandidates', { n: candidates.length - shown.length })}\r\n`);
    this.#paint();
  }

  #set(state: LineState): void {
    this.#line = state;
    this.#paint();
  }

  #fresh(): void {
    this.#before = '';
    this.#line = emptyLine(this.#options.history.length);
    this.#paint();
  }

  /** Leaves the line as it stands and goes below it. */
  #endLine(mark: string): void {
    this.#line = { ...this.#line, cursor: this.#line.text.length, search: undefined };
    this.#paint();
    this.#options.screen.write(`${mark}\r\n`);
    this.#cursorRow = 0;
  }

  #paint(): void {
    const { screen, history, place } = this.#options;
    const { search } = this.#line;
    const name = place();
    let [plain, prompt] = ['$ ', '\u001b[1;34m$\u001b[0m '];
    if (this.#before !== '') [plain, prompt] = ['> ', '> '];
    else if (name !== '') [plain, prompt] = [`${name} $ `, `\u001b[2m${name}\u001b[0m ${prompt}`];
    let { text, cursor } = this.#line;
    if (search !== undefined) {
      plain = prompt = t('terminal.search', { text: search });
      text = searchResult(search, history) === undefined && search !== '' ? '' : text;
      cursor = Math.min(cursor, text.length);
    }
    const drawing = { prompt, promptWidth: plain.length, text, cursor, columns: Math.max(8, screen.columns) };
    const { output, cursorRow } = paintLine(drawing, this.#cursorRow);
    this.#cursorRow = cursorRow;
    screen.write(output);
  }
}

function commonStart(candidates: readonly string[]): string {
  const [first = '', ...others] = candidates;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
