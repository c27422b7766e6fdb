import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { ManifestFile } from '../../model/files-store.ts';
import { useTime } from '../../model/time-store.ts';
import { CodeLines } from '../../ui/code-lines.tsx';
import { late, whenIdle } from '../../ui/late.tsx';
import { hasFastNetwork, savesData } from '../../ui/network.ts';
import { useEditorWish } from './editor-actions.ts';
import { t } from './messages.en.ts';
import { byLine } from './problem.ts';
import { noProblems, useOutcomes } from './problems-store.ts';
import { RefusalNote } from './refusal-note.tsx';

/** Nearly a megabyte: fetched and read when the page is at rest, never where the reader saves data. */
const MonacoPane = late(async () => (await import('./monaco-pane.tsx')).MonacoPane);

/** So long after that the editor takes the place of its picture by itself. */
const openByItselfMs = 4000;

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
  const isAlive = useTime((state) => state.connection.kind === 'alive');
  useEffect(() => {
    if (open || savesData()) return undefined;
    // A slow network is the cluster's own until that lives.
    if (isAlive || hasFastNetwork()) MonacoPane.preloadWhenIdle();
    if (!isAlive) return undefined;
    const load = (): void =>
      void MonacoPane.preload().then((isThere) => {
        if (isThere) whenIdle(() => setOpen(true));
      });
    const timer = setTimeout(load, openByItselfMs);
    return () => clearTimeout(timer);
  }, [open, isAlive]);
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
