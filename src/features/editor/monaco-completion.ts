/** The suggestions of completion.ts in Monaco's words. */
import type * as monacoTypes from 'monaco-editor/editor';
import { mirror } from '../../model/mirror.ts';
import { suggest } from './completion.ts';
import type { Suggestion } from './completion.ts';
import { currentSchema, loadSchema } from './schema-store.ts';
import { readCursor } from './yaml-cursor.ts';
import type { CursorPlace, TextLines } from './yaml-cursor.ts';

type Monaco = typeof monacoTypes;
type Model = monacoTypes.editor.ITextModel;

/** A model's lines; none is copied before it is asked for. */
export function linesOf(model: Model): TextLines {
  return { count: model.getLineCount(), line: (number) => model.getLineContent(number) };
}

export function offerCompletion(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', ':'],
    provideCompletionItems: async (model, position, { triggerCharacter }) => {
      await loadSchema();
      const schema = currentSchema();
      if (schema === undefined || model.isDisposed()) return { suggestions: [] };
      const place = readCursor(linesOf(model), position.lineNumber, position.column);
      // A space that only indents asks for nothing.
      if (triggerCharacter !== undefined && place.at === 'key') return { suggestions: [] };
      const found = suggest(place, schema, mirror);
      return { suggestions: found.map((one) => itemOf(monaco, model, position, place, one)) };
    },
  });
}

function itemOf(
  monaco: Monaco,
  model: Model,
  { lineNumber, column }: monacoTypes.Position,
  place: CursorPlace,
  { label, insert, look, detail, documentation, rank, goesOn, apiVersion }: Suggestion,
): monacoTypes.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds = {
    field: CompletionItemKind.Field,
    value: CompletionItemKind.Value,
    object: CompletionItemKind.Class,
  };
  const line = model.getLineContent(lineNumber);
  // Behind a dash the first line begins further in than Monaco indents the next ones.
  const further = ' '.repeat(Math.max(0, place.indent - line.search(/\S|$/)));
  const start = Math.min(place.wordStart, column);
  const gap = place.at === 'value' && line[column - 2] === ':' ? ' ' : '';
  return {
    label: { label, ...(detail === '' ? {} : { description: detail }) },
    kind: kinds[look],
    insertText: gap + insert.replaceAll('\n', `\n${further}`),
    insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
    ...(documentation === '' ? {} : { documentation }),
    filterText: gap + label,
    sortText: rank,
    range: {
      insert: new monaco.Range(lineNumber, start, lineNumber, column),
      replace: new monaco.Range(lineNumber, start, lineNumber, Math.max(column, place.wordEnd)),
    },
    ...(goesOn ? { command: { id: 'editor.action.triggerSuggest', title: label } } : {}),
    ...(apiVersion === undefined
      ? {}
      : { additionalTextEdits: [versionEdit(monaco, model, place, apiVersion)] }),
  };
}

/** Writes the `apiVersion` that belongs to a kind, in its own line or above the first. */
function versionEdit(
  { Range }: Monaco,
  model: Model,
  { document: { first, last } }: CursorPlace,
  apiVersion: string,
): monacoTypes.editor.ISingleEditOperation {
  for (let number = first; number <= Math.min(last, first + 100); number++) {
    const line = model.getLineContent(number);
    if (/^apiVersion\s*:/.test(line))
      return { range: new Range(number, 1, number, line.length + 1), text: `apiVersion: ${apiVersion}` };
  }
  return { range: new Range(first, 1, first, 1), text: `apiVersion: ${apiVersion}\n` };
}
