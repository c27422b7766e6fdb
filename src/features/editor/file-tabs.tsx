import { useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import type { ManifestFile } from '../../model/files-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { usePanelEntries } from '../../ui/panel-entries.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { formatFile, showOnCanvas } from './editor-actions.ts';
import { t } from './messages.en.ts';
import { chooseFiles, downloadFile } from './open-files.ts';

export interface FileTabsProps {
  readonly files: readonly ManifestFile[];
  readonly open: string;
}

/** The files as tabs, a new one, and what else can be done with the open one. */
export function FileTabs({ files, open }: FileTabsProps): ReactElement {
  const addFile = useFiles((state) => state.addFile);
  const [renaming, rename] = useState<string | undefined>(undefined);
  const placing = usePanelEntries();
  return (
    <div className="editor-tabs" data-panel-head="">
      <div className="editor-tab-list" role="tablist" aria-label={t('editor.files')}>
        {files.map((file) =>
          file.name === renaming ? (
            <NameField key={file.name} name={file.name} onDone={() => rename(undefined)} />
          ) : (
            <FileTab
              key={file.name}
              file={file}
              isOpen={file.name === open}
              canClose={files.length > 1}
              onRename={() => rename(file.name)}
            />
          ),
        )}
      </div>
      <IconButton icon="plus" label={t('editor.newFile')} onClick={() => addFile('new.yaml', '')} />
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

interface FileTabProps {
  readonly file: ManifestFile;
  readonly isOpen: boolean;
  readonly canClose: boolean;
  readonly onRename: () => void;
}

function FileTab({ file, isOpen, canClose, onRename }: FileTabProps): ReactElement {
  const { openFile, moveFile } = useFiles();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F2') return;
    event.preventDefault();
    onRename();
  };
  return (
    <span role="presentation" style={{ display: 'contents' }}>
      <button
        type="button"
        role="tab"
        className="editor-tab"
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
      {canClose ? (
        <button
          type="button"
          className="editor-tab-close"
          aria-label={t('editor.closeFile', { name: file.name })}
          onClick={() => close(file.name)}
        >
          <Icon name="close" size={12} />
        </button>
      ) : null}
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
  return [
    { text: t('editor.showOnCanvas'), icon: 'eye', onSelect: () => reportFailure(showOnCanvas(open)) },
    { text: t('editor.format'), keys: 'Shift Alt F', onSelect: () => reportFailure(formatFile(open)) },
    'separator',
    openEntry,
    { text: t('editor.download'), onSelect: () => downloadFile(open, file.text) },
    'separator',
    { text: t('editor.rename'), keys: 'F2', onSelect: rename },
    { text: t('editor.moveBack'), disabled: at === 0, onSelect: () => moveFile(open, at - 1) },
    {
      text: t('editor.moveForward'),
      disabled: at === files.length - 1,
      onSelect: () => moveFile(open, at + 1),
    },
    { text: t('editor.closeOthers'), disabled: files.length < 2, onSelect: () => closeOthers(open) },
  ];
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
