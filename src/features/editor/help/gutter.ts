/** The margin's marks: the state of each document, the document of the selected object, and names that lead to the canvas. */
import type * as monacoTypes from 'monaco-editor/editor';
import { useFiles } from '../../../model/files-store.ts';
import { mirror } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { linesOf } from '../monaco-completion.ts';
import { noProblems, useOutcomes } from '../problems-store.ts';
import type { TextLines } from '../yaml-cursor.ts';
import { stateDocuments } from './document-state.ts';
import type { StatedDocument } from './document-state.ts';
import { keyOfDocument } from './live-field.ts';
import { t } from './messages.en.ts';

type Monaco = typeof monacoTypes;
type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

/** Milliseconds between two looks: the cluster may change many times a second. */
const restMs = 250;

export interface Gutter {
  /** Words for the document that a line belongs to; empty where there is none. */
  readonly wordsAt: (line: number) => string;
  readonly stop: () => void;
}

/** Keeps the marks true until stopped; `onChange` is called after each change of them. */
export function showGutter(editor: CodeEditor, monaco: Monaco, name: string, onChange: () => void): Gutter {
  const marks = editor.createDecorationsCollection();
  let stated: readonly StatedDocument[] = [];
  let shown = '';
  const look = (): void => {
    const model = editor.getModel();
    if (model === null) return;
    stated = statedOf(model, name);
    const { selected } = useSelection.getState();
    const next = JSON.stringify([stated.map(({ key, state, document }) => [key, state, document]), selected]);
    if (next === shown) return;
    shown = next;
    watched.renew();
    marks.set(stated.flatMap((one) => marksOf(monaco, model, one, one.key === selected)));
    onChange();
  };
  const { plan, forget } = createRest(look);
  const watched = watchResources(() => stated.map(({ key }) => key), plan);
  const stops = [
    useFiles.subscribe(plan),
    useOutcomes.subscribe(plan),
    useSelection.subscribe(look),
    watched.stop,
    listenTo(editor, () => stated),
    forget,
  ];
  look();
  return {
    wordsAt: (line) => {
      const found = stated.find(({ document }) => line >= document.first && line <= document.last);
      return found === undefined ? '' : wordsOf(found);
    },
    stop: () => {
      for (const stop of stops) stop();
      marks.clear();
    },
  };
}

function statedOf(model: monacoTypes.editor.ITextModel, name: string): StatedDocument[] {
  const appliedText = useFiles.getState().files.find((file) => file.name === name)?.appliedText;
  return stateDocuments({
    text: linesOf(model),
    applied: appliedText === undefined ? undefined : linesOfText(appliedText),
    problems: useOutcomes.getState().outcomes[name]?.problems ?? noProblems,
    keyOf: keyOfDocument,
    find: (key) => mirror.get(key),
  });
}

function linesOfText(text: string): TextLines {
  const lines = text.split('\n');
  return { count: lines.length, line: (number) => lines[number - 1] ?? '' };
}

/** At most one look in each rest, and always one after the last plan. */
function createRest(look: () => void): { plan: () => void; forget: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    plan: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        look();
      }, restMs);
    },
    forget: () => clearTimeout(timer),
  };
}

/** Tells of every change of the documents' resources; `renew` when there are other documents. */
function watchResources(
  keys: () => readonly string[],
  plan: () => void,
): { readonly renew: () => void; readonly stop: () => void } {
  const watched = new Map<string, () => void>();
  return {
    renew: () => {
      for (const key of keys()) {
        const resource = key.slice(0, key.indexOf('/'));
        if (!watched.has(resource)) watched.set(resource, mirror.subscribeResource(resource, plan));
      }
    },
    stop: () => {
      for (const stop of watched.values()) stop();
    },
  };
}

function marksOf(
  { Range }: Monaco,
  model: monacoTypes.editor.ITextModel,
  stated: StatedDocument,
  isSelected: boolean,
): monacoTypes.editor.IModelDeltaDecoration[] {
  const { document, state } = stated;
  const { first, nameLine } = document;
  const last = Math.min(document.last, model.getLineCount());
  const hover = [
    { value: wordsOf(stated) },
    ...(state === 'absent' ? [] : [{ value: t('help.clickToShow') }]),
  ];
  const marks: monacoTypes.editor.IModelDeltaDecoration[] = [
    {
      range: new Range(first, 1, first, 1),
      options: { glyphMarginClassName: `doc-glyph doc-${state}`, glyphMarginHoverMessage: hover },
    },
  ];
  if (isSelected)
    marks.push({
      range: new Range(first, 1, last, 1),
      options: { isWholeLine: true, linesDecorationsClassName: 'doc-selected' },
    });
  if (nameLine > 0 && nameLine <= last && state !== 'absent') {
    const line = model.getLineContent(nameLine);
    const start = line.indexOf(document.name, line.indexOf(':'));
    if (start > 0)
      marks.push({
        range: new Range(nameLine, start + 1, nameLine, start + 1 + document.name.length),
        options: { inlineClassName: 'doc-name', hoverMessage: { value: t('help.nameHint') } },
      });
  }
  return marks;
}

function wordsOf({ document: { kind, name }, state }: StatedDocument): string {
  return t(`help.${state}`, { kind, name });
}

/** A click on a mark, or with Ctrl or Cmd on a name, shows the object. */
function listenTo(editor: CodeEditor, stated: () => readonly StatedDocument[]): () => void {
  const listener = editor.onMouseDown(({ target, event }) => {
    const line = target.position?.lineNumber ?? 0;
    const isGlyph = target.element?.classList.contains('doc-glyph') === true;
    const isName =
      (event.ctrlKey || event.metaKey) && target.element?.classList.contains('doc-name') === true;
    if (!isGlyph && !isName) return;
    const found = stated().find(({ document }) => (isGlyph ? document.first : document.nameLine) === line);
    if (found === undefined || mirror.get(found.key) === undefined) return;
    event.preventDefault();
    useSelection.getState().reveal(found.key);
  });
  return () => listener.dispose();
}
