import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { ManifestFile } from '../../model/files-store.ts';
import { CodeLines } from '../../ui/code-lines.tsx';
import { late } from '../../ui/late.tsx';
import { useEditorWish } from './editor-actions.ts';
import { t } from './messages.en.ts';
import { byLine } from './problem.ts';
import { noProblems, useOutcomes } from './problems-store.ts';
import { RefusalNote } from './refusal-note.tsx';

/** Nearly a megabyte: fetched when somebody reaches for it, or when the page has long been idle. */
const MonacoPane = late(async () => (await import('./monaco-pane.tsx')).MonacoPane);

/** Long after first paint and first picture, and never where the reader saves data. */
const idleLoadMs = 4000;

let wanted = false;

/** The text: at first a still picture of it, drawn as the editor will draw it, then the editor itself. */
export function EditorBody({ file }: { readonly file: ManifestFile }): ReactElement {
  const [isOpened, setOpen] = useState(wanted);
  const isWished = useEditorWish((state) => state.isWished);
  const open = isOpened || isWished;
  const openEditor = (): void => {
    wanted = true;
    setOpen(true);
  };
  useEffect(() => {
    if (open || savesData()) return undefined;
    const load = (): void =>
      void MonacoPane.preload().then((isThere) => {
        if (isThere) setOpen(true);
      });
    const timer = setTimeout(load, idleLoadMs);
    return () => clearTimeout(timer);
  }, [open]);
  return (
    <div className="editor-body" onPointerEnter={() => void MonacoPane.preload()}>
      {open ? (
        <MonacoPane file={file} focusAtStart={wanted} meanwhile={<StillText file={file} />} />
      ) : (
        <StillText file={file} onOpen={openEditor} />
      )}
    </div>
  );
}

function StillText({
  file,
  onOpen,
}: {
  readonly file: ManifestFile;
  readonly onOpen?: () => void;
}): ReactElement {
  const problems = useOutcomes((state) => state.outcomes[file.name]?.problems ?? noProblems);
  const problemLines = byLine(problems);
  // A file that nobody has opened yet needs no more than what can be seen of it.
  const lines = file.text.split('\n', 300).map((text, at) => {
    const found = problemLines.get(at + 1);
    if (found === undefined) return { number: at + 1, text };
    return {
      number: at + 1,
      text,
      look: 'refused',
      below: found.map((problem, key) => <RefusalNote key={key} problem={problem} />),
    };
  });
  return (
    <div
      className="editor-still"
      role="textbox"
      aria-multiline="true"
      aria-label={t('editor.text', { name: file.name })}
      tabIndex={0}
      onClick={onOpen}
      onFocus={onOpen}
    >
      <CodeLines lines={lines} />
    </div>
  );
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true || globalThis.matchMedia('(width < 700px)').matches;
}
