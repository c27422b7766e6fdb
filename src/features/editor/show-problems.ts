/** Puts problems into an editor: the line tinted, the field underlined, and room below it for the server's words. */
import type * as monacoTypes from 'monaco-editor/editor';
import type { Problem } from './problem.ts';

export interface ShownZone {
  readonly key: number;
  readonly problem: Problem;
  /** Where the note is rendered to. */
  readonly element: HTMLElement;
}

interface ShownProblems {
  readonly zones: readonly ShownZone[];
  readonly remove: () => void;
}

type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

export function showProblems(
  editor: CodeEditor,
  monaco: typeof monacoTypes,
  problems: readonly Problem[],
): ShownProblems {
  const model = editor.getModel();
  if (model === null || problems.length === 0) return { zones: [], remove: () => undefined };
  const decorations = editor.createDecorationsCollection(
    problems.flatMap((problem) => decorationsOf(problem, monaco)),
  );
  const zones = problems.map((problem, key): ShownZone => ({
    key,
    problem,
    element: document.createElement('div'),
  }));
  const stopZones = addZones(editor, zones);
  const first = problems[0]?.line ?? 1;
  // With room for the note below it.
  editor.revealLinesInCenterIfOutsideViewport(first, Math.min(model.getLineCount(), first + 6));
  return {
    zones,
    remove: () => {
      decorations.clear();
      stopZones();
    },
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
