import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import { useFiles } from '../../model/files-store.ts';
import type { ManifestFile } from '../../model/files-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { usePanelEntries } from '../../ui/panel-entries.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { keysOfFile } from './delete-objects.ts';
import { showDialog } from './dialog-store.ts';
import { cursorLine, formatFile, showOnCanvas } from './editor-actions.ts';
import { t } from './messages.en.ts';
import { chooseFiles, downloadAll, downloadFile } from './open-files.ts';
import { applyAllFiles, applyFile } from './problems-store.ts';

export interface FileTabsProps {
  readonly files: readonly ManifestFile[];
  readonly open: string;
}

/** The files as tabs, a new one, and what else can be done with the open one. */
export function FileTabs({ files, open }: FileTabsProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(list, open);
  const [renaming, rename] = useState<string | undefined>(undefined);
  const placing = usePanelEntries();
  return (
    <div className="editor-tabs" data-panel-head="">
      <div className="editor-tab-list" ref={list} role="tablist" aria-label={t('editor.files')}>
        {files.map((file) => (
          <FileTab
            key={file.name}
            file={file}
            isOpen={file.name === open}
            onRename={() => rename(file.name)}
          />
        ))}
      </div>
      {renaming === undefined || !files.some(({ name }) => name === renaming) ? null : (
        <NameField key={renaming} name={renaming} onDone={() => rename(undefined)} />
      )}
      {files.length > 1 ? (
        <Menu align="end" entries={fileEntries(files, open)}>
          <button
            type="button"
            className="button button-icon"
            aria-label={t('editor.allFiles')}
            hidden={!overflows}
          >
            <Icon name="chevronDown" />
          </button>
        </Menu>
      ) : null}
      <Menu align="end" entries={newEntries}>
        <button type="button" className="button button-icon editor-new" aria-label={t('editor.new')}>
          <Icon name="plus" />
        </button>
      </Menu>
      <Menu
        align="end"
        entries={withPlacing(
          entriesOf(files, open, () => rename(open)),
          placing,
        )}
      >
        <button type="button" className="button button-icon" aria-label={t('editor.more')}>
          <Icon name="more" />
        </button>
      </Menu>
    </div>
  );
}

const newEntries: readonly MenuEntry[] = [
  { text: t('editor.newFile'), icon: 'plus', onSelect: () => useFiles.getState().addFile('new.yaml', '') },
  { text: t('editor.fromTemplate'), icon: 'copy', onSelect: () => showDialog({ kind: 'template' }) },
  { text: t('editor.openFiles'), icon: 'share', onSelect: chooseFiles },
];

/** Whether the tabs do not fit beside each other. The open one is kept in view. */
function useOverflow(list: RefObject<HTMLDivElement | null>, open: string): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const measure = (): void => setOverflows(current.scrollWidth > current.clientWidth + 1);
    const sizes = new ResizeObserver(measure);
    sizes.observe(current);
    const changes = new MutationObserver(measure);
    changes.observe(current, { childList: true, characterData: true, subtree: true });
    return () => {
      sizes.disconnect();
      changes.disconnect();
    };
  }, [list]);
  useEffect(() => {
    const tab = list.current?.querySelector(`[data-file="${CSS.escape(open)}"]`);
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [list, open]);
  return overflows;
}

function fileEntries(files: readonly ManifestFile[], open: string): readonly MenuEntry[] {
  return files.map(({ name }) => ({
    text: name,
    ...(name === open ? { icon: 'check' as const } : {}),
    onSelect: () => useFiles.getState().openFile(name),
  }));
}

interface FileTabProps {
  readonly file: ManifestFile;
  readonly isOpen: boolean;
  readonly onRename: () => void;
}

function FileTab({ file, isOpen, onRename }: FileTabProps): ReactElement {
  const { openFile, moveFile } = useFiles();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F2' && event.key !== 'Delete') return;
    event.preventDefault();
    if (event.key === 'F2') onRename();
    else close(file.name);
  };
  return (
    <span role="presentation" style={{ display: 'contents' }}>
      <button
        type="button"
        role="tab"
        className="editor-tab"
        data-file={file.name}
        aria-selected={isOpen}
        draggable
        onClick={() => openFile(file.name)}
        onDoubleClick={onRename}
        onKeyDown={onKeyDown}
        onDragStart={(event) => event.dataTransfer.setData(tabType, file.name)}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(tabType)) event.preventDefault();
        }}
        onDrop={(event) => {
          const moved = event.dataTransfer.getData(tabType);
          if (moved !== '') moveFile(moved, placeOf(file.name));
        }}
      >
        {file.name}
        {file.text === file.appliedText ? null : <i className="editor-dot" title={t('editor.changed')} />}
      </button>
      {/* For the pointer: a list of tabs holds nothing else. Keys have Delete, and the menu its entry. */}
      <button
        type="button"
        className="editor-tab-close"
        aria-hidden="true"
        tabIndex={-1}
        title={t('editor.closeFile', { name: file.name })}
        onClick={() => close(file.name)}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

/** The kind of what is dragged when a tab is. */
const tabType = 'application/x-podarium-tab';

function placeOf(name: string): number {
  return useFiles.getState().files.findIndex((file) => file.name === name);
}

/** The name as a field: Enter and leaving take it, Escape gives up. */
function NameField({ name, onDone }: { readonly name: string; readonly onDone: () => void }): ReactElement {
  const take = (next: string): void => {
    if (next !== '' && !useFiles.getState().renameFile(name, next))
      showToast({ text: t('editor.nameTaken', { name: next }), kind: 'problem' });
    onDone();
  };
  return (
    <input
      className="editor-tab-name"
      aria-label={t('editor.renameTo', { name })}
      defaultValue={name}
      size={Math.max(8, name.length)}
      maxLength={100}
      autoFocus
      onFocus={({ currentTarget }) => currentTarget.setSelectionRange(0, name.replace(/\.[^.]*$/, '').length)}
      onBlur={({ currentTarget }) => take(currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') event.currentTarget.blur();
        else if (event.key === 'Escape') onDone();
      }}
    />
  );
}

function withPlacing(own: readonly MenuEntry[], placing: readonly MenuEntry[]): readonly MenuEntry[] {
  return placing.length === 0 ? own : [...own, 'separator', ...placing];
}

function entriesOf(files: readonly ManifestFile[], open: string, rename: () => void): MenuEntry[] {
  const at = files.findIndex((file) => file.name === open);
  const file = files[at];
  const openEntry: MenuEntry = { text: t('editor.openFiles'), icon: 'share', onSelect: chooseFiles };
  if (file === undefined) return [openEntry];
  const { moveFile } = useFiles.getState();
  const { selected } = useSelection.getState();
  return [
    { text: t('editor.showOnCanvas'), icon: 'eye', onSelect: () => reportFailure(showOnCanvas(open)) },
    { text: t('editor.format'), keys: 'Shift Alt F', onSelect: () => reportFailure(formatFile(open)) },
    'separator',
    { text: t('editor.applyDocument'), onSelect: () => void applyFile(open, cursorLine(open)) },
    {
      text: t('editor.applyAll'),
      disabled: files.length < 2,
      onSelect: () => reportFailure(applyAllFiles()),
    },
    {
      text: t('editor.deleteObjects'),
      icon: 'trash',
      danger: true,
      onSelect: () => reportFailure(askToDelete(open)),
    },
    'separator',
    openEntry,
    {
      text: t('editor.openSelected'),
      disabled: selected === null,
      onSelect: () => reportFailure(openSelected()),
    },
    { text: t('editor.download'), onSelect: () => downloadFile(open, file.text) },
    {
      text: t('editor.downloadAll'),
      disabled: files.length < 2,
      onSelect: () => reportFailure(downloadAll(files)),
    },
    'separator',
    { text: t('editor.rename'), keys: 'F2', onSelect: rename },
    { text: t('editor.moveBack'), disabled: at === 0, onSelect: () => moveFile(open, at - 1) },
    {
      text: t('editor.moveForward'),
      disabled: at === files.length - 1,
      onSelect: () => moveFile(open, at + 1),
    },
    { text: t('editor.closeFile', { name: open }), keys: 'Del', onSelect: () => close(open) },
    { text: t('editor.closeOthers'), disabled: files.length < 2, onSelect: () => closeOthers(open) },
  ];
}

async function askToDelete(name: string): Promise<void> {
  const keys = await keysOfFile(name);
  if (keys.length === 0) showToast({ text: t('editor.deleteNone') });
  else showDialog({ kind: 'delete', name, keys });
}

/** The object that is selected anywhere on the page, as a manifest in a file of its own. */
async function openSelected(): Promise<void> {
  const { selected } = useSelection.getState();
  const { openLive } = await import('../../model/live-manifests.ts');
  if (selected !== null) openLive(selected);
}

/** Nothing is lost: the toast opens it again. */
function close(name: string): void {
  const run = useFiles.getState().closeForNow(name);
  showToast({ text: t('editor.closed', { name }), action: { text: t('editor.reopen'), run } });
}

function closeOthers(kept: string): void {
  const others = useFiles.getState().files.filter((file) => file.name !== kept);
  const again = others.map((file) => useFiles.getState().closeForNow(file.name));
  const run = (): void => {
    for (const open of again.toReversed()) open();
    useFiles.getState().openFile(kept);
  };
  const name = others.map((file) => file.name).join(', ');
  showToast({ text: t('editor.closed', { name }), action: { text: t('editor.reopen'), run } });
}
