/** Puts problems into an editor: the line tinted, the field underlined, and room below it for the server's words. */
import type * as monacoTypes from 'monaco-editor/editor';
import type { Problem } from './problem.ts';

export interface ShownZone {
  readonly key: number;
  readonly problem: Problem;
  /** Where the note is rendered to. */
  readonly element: HTMLElement;
}

type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

export function zonesOf(problems: readonly Problem[]): ShownZone[] {
  return problems.map((problem, key) => ({ key, problem, element: document.createElement('div') }));
}

/** Shows the problems until the function that it gives back is called. */
export function showProblems(
  editor: CodeEditor,
  monaco: typeof monacoTypes,
  zones: readonly ShownZone[],
): () => void {
  const model = editor.getModel();
  if (model === null || zones.length === 0) return () => undefined;
  const decorations = editor.createDecorationsCollection(
    zones.flatMap(({ problem }) => decorationsOf(problem, monaco)),
  );
  const stopZones = addZones(editor, zones);
  const first = zones[0]?.problem.line ?? 1;
  // With room for the note below it.
  editor.revealLinesInCenterIfOutsideViewport(first, Math.min(model.getLineCount(), first + 6));
  return () => {
    decorations.clear();
    stopZones();
  };
}

function decorationsOf(
  problem: Problem,
  monaco: typeof monacoTypes,
): monacoTypes.editor.IModelDeltaDecoration[] {
  const { line, columns } = problem;
  const whole = {
    range: new monaco.Range(line, 1, line, 1),
    options: { isWholeLine: true, className: 'refused-line', lineNumberClassName: 'refused-number' },
  };
  if (columns === undefined) return [whole];
  const field = {
    range: new monaco.Range(line, columns.start, line, columns.end),
    options: { inlineClassName: 'refused-text' },
  };
  return [whole, field];
}

/** A zone is as high as its note, which is known once the note is rendered and again when the editor's width changes. */
function addZones(editor: CodeEditor, zones: readonly ShownZone[]): () => void {
  const ids = new Map<ShownZone, string>();
  const place = (zone: ShownZone, heightInPx: number): void => {
    editor.changeViewZones((accessor) => {
      const known = ids.get(zone);
      if (known !== undefined) accessor.removeZone(known);
      const host = document.createElement('div');
      host.className = 'refusal-zone';
      host.append(zone.element);
      ids.set(zone, accessor.addZone({ afterLineNumber: zone.problem.line, heightInPx, domNode: host }));
    });
  };
  const observer = new ResizeObserver((entries) => {
    for (const entry of entries) {
      const zone = zones.find((candidate) => candidate.element === entry.target);
      const height = Math.ceil(entry.contentRect.height);
      if (zone !== undefined && height > 0 && zone.element.dataset['height'] !== String(height)) {
        zone.element.dataset['height'] = String(height);
        place(zone, height);
      }
    }
  });
  for (const zone of zones) {
    place(zone, 60);
    observer.observe(zone.element);
  }
  return () => {
    observer.disconnect();
    editor.changeViewZones((accessor) => {
      for (const id of ids.values()) accessor.removeZone(id);
    });
  };
}
