/**
 * The terminal of the page: one screen with one shell, which outlives the panel that shows it. Text and history stay
 * while the panel is closed.
 */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm } from '@xterm/xterm';
import { type ApiClient, completeWords } from '../../kubectl/index.ts';
import { useTime } from '../../model/time-store.ts';
import { type Completion, Console, type Screen } from './console.ts';
import { curl, KubectlProgram } from './kubectl-program.ts';
import { t } from './messages.en.ts';
import { pageFiles } from './page-files.ts';
import { screenTheme } from './screen-theme.ts';
import { Shell } from './shell/shell.ts';
import { isMotionReduced } from '../../ui/motion.ts';

const scrollback = 5000;

class PageTerminal {
  readonly #xterm: Xterm;
  readonly #fit = new FitAddon();
  readonly #console: Console;
  readonly #shell: Shell;
  readonly #kubectl: KubectlProgram;
  readonly #client: ApiClient;
  readonly #element = document.createElement('div');
  #isOpen = false;
  #showEditor: () => void = () => undefined;

  constructor(client: ApiClient) {
    this.#client = client;
    const style = getComputedStyle(document.documentElement);
    this.#element.className = 'terminal-screen';
    this.#xterm = new Xterm({
      scrollback,
      fontFamily: style.getPropertyValue('--font-code').trim(),
      fontSize: 12,
      lineHeight: 1.2,
      theme: screenTheme(),
      cursorBlink: !isMotionReduced(),
      cursorStyle: 'bar',
      minimumContrastRatio: 4.5,
      screenReaderMode: true,
      convertEol: false,
    });
    this.#xterm.loadAddon(this.#fit);
    const history: string[] = [];
    const showEditor = (): void => this.#showEditor();
    const files = pageFiles(showEditor);
    this.#kubectl = new KubectlProgram({ client, showEditor, terminal: this.#keyboard() });
    this.#shell = new Shell({
      files,
      history,
      programs: { kubectl: this.#kubectl.run, curl: curl(client) },
      wait: (ms, signal) => this.#wait(ms, signal),
      now: () => client.now(),
    });
    this.#console = new Console({
      shell: this.#shell,
      screen: this.#screen(),
      history,
      place: () => this.#place(),
      complete: (line, cursor) => this.#complete(line, cursor, files.names()),
    });
    this.#xterm.onData((data) => this.#console.input(data));
    this.#xterm.attachCustomKeyEventHandler((event) => this.#leavesToTerminal(event));
  }

  /** Shows the terminal inside an element until the answer is called; `showEditor` brings the editor into sight. */
  showIn(parent: HTMLElement, showEditor: () => void): () => void {
    this.#showEditor = showEditor;
    parent.append(this.#element);
    if (!this.#isOpen) {
      this.#xterm.open(this.#element);
      this.#isOpen = true;
      this.#fit.fit();
      this.#console.open();
    }
    this.#xterm.options.theme = screenTheme();
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(parent);
    const themed = new MutationObserver(() => (this.#xterm.options.theme = screenTheme()));
    themed.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      this.#element.remove();
    };
  }

  focus(): void {
    this.#xterm.focus();
  }

  /** Puts a line behind the prompt for the person to run. */
  insertLine(line: string): void {
    this.#console.insertLine(line);
    this.focus();
  }

  runLine(line: string): void {
    this.#console.runLine(line);
    this.focus();
  }

  #resize(): void {
    const before = this.#xterm.cols;
    this.#fit.fit();
    if (this.#xterm.cols !== before) this.#console.redraw();
  }

  #screen(): Screen {
    const xterm = this.#xterm;
    return {
      get columns() {
        return xterm.cols;
      },
      write: (text) => xterm.write(text),
      clear: () => xterm.write('\u001b[2J\u001b[3J\u001b[H'),
    };
  }

  /** The keyboard as kubectl's interactive commands use it. */
  #keyboard() {
    const xterm = this.#xterm;
    return {
      get columns() {
        return xterm.cols;
      },
      get rows() {
        return xterm.rows;
      },
      onInput: (listener: (text: string) => void) => this.#console.listenRaw(listener),
      onResize: (listener: (columns: number, rows: number) => void) => {
        const heard = xterm.onResize(({ cols, rows }) => listener(cols, rows));
        return () => heard.dispose();
      },
    };
  }

  #place(): string {
    const { contexts, currentContext } = this.#kubectl.kubeconfig;
    const namespace = contexts[currentContext]?.namespace ?? 'default';
    return namespace === 'default' ? '' : namespace;
  }

  /** Waits for simulated time to pass. A paused cluster is waited for, and said so once. */
  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    const untilMs = useTime.getState().viewMs + ms;
    if (!useTime.getState().playing) this.#xterm.write(`${t('terminal.paused')}\r\n`);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
    });
    aborted.catch(() => undefined);
    while (useTime.getState().viewMs < untilMs && !signal.aborted) {
      await Promise.race([this.#client.tick(), aborted]);
    }
  }

  async #complete(line: string, cursor: number, fileNames: readonly string[]): Promise<Completion> {
    const typed = line.slice(0, cursor);
    const start = Math.max(...['|', ';', '&', '(', '\n'].map((sign) => typed.lastIndexOf(sign))) + 1;
    const words = typed.slice(start).trimStart().split(/\s+/);
    const last = words.at(-1) ?? '';
    const from = cursor - last.length;
    if (words.length === 1) return { from, candidates: startingWith(this.#shell.programNames(), last) };
    if (words[0] !== 'kubectl' && words[0] !== 'k')
      return { from, candidates: startingWith(fileNames, last) };
    const namespace = this.#place() || 'default';
    const client = this.#client;
    return { from, candidates: await completeWords(words.slice(1), { client, namespace, fileNames }) };
  }

  /** Keys that the page or the browser want to themselves; Tab out of the terminal is Escape, then Tab. */
  #leavesToTerminal(event: KeyboardEvent): boolean {
    if (event.ctrlKey && event.shiftKey && event.code === 'KeyC' && event.type === 'keydown') {
      void navigator.clipboard?.writeText(this.#xterm.getSelection());
      return false;
    }
    if (event.ctrlKey && !event.shiftKey && event.code === 'KeyC' && this.#xterm.hasSelection()) {
      if (event.type === 'keydown') {
        void navigator.clipboard?.writeText(this.#xterm.getSelection());
        this.#xterm.clearSelection();
        event.preventDefault();
      }
      return false;
    }
    // The browser pastes; Ctrl+` closes the panel; Ctrl+Enter applies the open manifest.
    return !((event.ctrlKey || event.metaKey) && ['KeyV', 'Backquote', 'Enter'].includes(event.code));
  }
}

let pageTerminal: PageTerminal | undefined;

/** The one terminal of the page; made when it is first asked for. */
export function openPageTerminal(client: ApiClient): PageTerminal {
  return (pageTerminal ??= new PageTerminal(client));
}

function startingWith(names: readonly string[], start: string): string[] {
  return names.filter((name) => name.startsWith(start)).toSorted();
}
