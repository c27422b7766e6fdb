/** The line being typed, as a readline would edit it: pure functions from state and key to state. */

export interface LineState {
  readonly text: string;
  /** Position in `text` before which the next character comes. */
  readonly cursor: number;
  /** Index in the history while arrows walk it; the length of the history stands for the new line. */
  readonly historyAt: number;
  /** The new line while the history is walked. */
  readonly draft: string;
  /** The search of Ctrl+R while it goes on. */
  readonly search: string | undefined;
  /** What Ctrl+K, Ctrl+U and Ctrl+W took away, for Ctrl+Y. */
  readonly killed: string;
}

/** What a key asks for beyond a change of the line. */
export type LineRequest = 'submit' | 'interrupt' | 'endOfInput' | 'complete' | 'clear';

export interface LineStep {
  readonly state: LineState;
  readonly request?: LineRequest;
}

export function emptyLine(historyLength: number): LineState {
  return { text: '', cursor: 0, historyAt: historyLength, draft: '', search: undefined, killed: '' };
}

/** Applies one key: a printable text (also pasted) or a terminal's control sequence. */
export function pressKey(state: LineState, key: string, history: readonly string[]): LineStep {
  if (state.search !== undefined) return searchKey(state, key, history);
  const edit = edits[key];
  if (edit !== undefined) return { state: edit(state, history) };
  const request = requests[key];
  if (request !== undefined) return { state, request };
  if (key === '\u0004')
    return state.text === '' ? { state, request: 'endOfInput' } : { state: removeAfter(state) };
  if (key === '\u0012') return { state: { ...state, search: '' } };
  return { state: isPrintable(key) ? insert(state, key) : state };
}

const requests: Readonly<Record<string, LineRequest>> = {
  '\r': 'submit',
  '\u0003': 'interrupt',
  '\t': 'complete',
  '\u000c': 'clear',
};

const edits: Readonly<Record<string, (state: LineState, history: readonly string[]) => LineState>> = {
  '\u007f': removeBefore,
  '\b': removeBefore,
  '\u001b[3~': removeAfter,
  '\u001b[D': (state) => moveTo(state, state.cursor - 1),
  '\u0002': (state) => moveTo(state, state.cursor - 1),
  '\u001b[C': (state) => moveTo(state, state.cursor + 1),
  '\u0006': (state) => moveTo(state, state.cursor + 1),
  '\u001b[H': (state) => moveTo(state, 0),
  '\u001b[1~': (state) => moveTo(state, 0),
  '\u0001': (state) => moveTo(state, 0),
  '\u001b[F': (state) => moveTo(state, state.text.length),
  '\u001b[4~': (state) => moveTo(state, state.text.length),
  '\u0005': (state) => moveTo(state, state.text.length),
  '\u001bb': (state) => moveTo(state, wordStart(state)),
  '\u001b[1;5D': (state) => moveTo(state, wordStart(state)),
  '\u001b[1;3D': (state) => moveTo(state, wordStart(state)),
  '\u001bf': (state) => moveTo(state, wordEnd(state)),
  '\u001b[1;5C': (state) => moveTo(state, wordEnd(state)),
  '\u001b[1;3C': (state) => moveTo(state, wordEnd(state)),
  '\u000b': (state) => kill(state, state.cursor, state.text.length),
  '\u0015': (state) => kill(state, 0, state.cursor),
  '\u0017': (state) => kill(state, blankWordStart(state), state.cursor),
  '\u001b\u007f': (state) => kill(state, wordStart(state), state.cursor),
  '\u001bd': (state) => kill(state, state.cursor, wordEnd(state)),
  '\u0019': (state) => insert(state, state.killed),
  '\u001b[A': (state, history) => walkHistory(state, history, -1),
  '\u0010': (state, history) => walkHistory(state, history, -1),
  '\u001b[B': (state, history) => walkHistory(state, history, 1),
  '\u000e': (state, history) => walkHistory(state, history, 1),
};

export function insert(state: LineState, text: string): LineState {
  const { text: line, cursor } = state;
  return { ...state, text: line.slice(0, cursor) + text + line.slice(cursor), cursor: cursor + text.length };
}

/** The newest line that contains what is searched for, or undefined. */
export function searchResult(search: string, history: readonly string[]): string | undefined {
  return search === '' ? undefined : history.findLast((line) => line.includes(search));
}

function searchKey(state: LineState, key: string, history: readonly string[]): LineStep {
  const search = state.search ?? '';
  if (key === '\u007f' || key === '\b') return { state: { ...state, search: search.slice(0, -1) } };
  if (key === '\u0012') {
    const found = searchResult(search, history);
    const older = history.slice(0, found === undefined ? 0 : history.lastIndexOf(found));
    const next = searchResult(search, older);
    return { state: next === undefined ? state : { ...setText(state, next), search } };
  }
  if (isPrintable(key)) {
    const found = searchResult(search + key, history);
    return { state: { ...(found === undefined ? state : setText(state, found)), search: search + key } };
  }
  const done = { ...state, search: undefined };
  if (key === '\u0003' || key === '\u0007' || key === '\u001b') {
    return { state: setText(done, state.draft) };
  }
  return pressKey(done, key, history);
}

function isPrintable(key: string): boolean {
  // A pasted text may have line breaks and tabs; control sequences begin with a control character.
  return key !== '' && key.charCodeAt(0) >= 32 && key.charCodeAt(0) !== 127;
}

function setText(state: LineState, text: string): LineState {
  return { ...state, text, cursor: text.length };
}

function moveTo(state: LineState, cursor: number): LineState {
  return { ...state, cursor: Math.max(0, Math.min(state.text.length, cursor)) };
}

function removeBefore(state: LineState): LineState {
  const { text, cursor } = state;
  if (cursor === 0) return state;
  return { ...state, text: text.slice(0, cursor - 1) + text.slice(cursor), cursor: cursor - 1 };
}

function removeAfter(state: LineState): LineState {
  const { text, cursor } = state;
  return { ...state, text: text.slice(0, cursor) + text.slice(cursor + 1) };
}

function kill(state: LineState, from: number, to: number): LineState {
  const { text } = state;
  return { ...state, text: text.slice(0, from) + text.slice(to), cursor: from, killed: text.slice(from, to) };
}

function wordStart({ text, cursor }: LineState): number {
  return /[\w]*[^\w]*$/.exec(text.slice(0, cursor))!.index;
}

function blankWordStart({ text, cursor }: LineState): number {
  return /\S*\s*$/.exec(text.slice(0, cursor))!.index;
}

function wordEnd({ text, cursor }: LineState): number {
  return cursor + /^[^\w]*[\w]*/.exec(text.slice(cursor))![0].length;
}

function walkHistory(state: LineState, history: readonly string[], by: number): LineState {
  const to = state.historyAt + by;
  if (to < 0 || to > history.length) return state;
  const draft = state.historyAt === history.length ? state.text : state.draft;
  return { ...setText(state, to === history.length ? draft : history[to]!), historyAt: to, draft };
}
