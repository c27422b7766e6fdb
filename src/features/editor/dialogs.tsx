import type { ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import { late } from '../../ui/late.tsx';
import { closeDialog, useEditorDialog } from './dialog-store.ts';
import { insertDocument } from './editor-actions.ts';
import type { Template } from './templates/template.ts';

const TemplateDialog = late(async () => (await import('./templates/template-dialog.tsx')).TemplateDialog);
const DeleteDialog = late(async () => (await import('./delete-dialog.tsx')).DeleteDialog);

export function EditorDialogs(): ReactElement | null {
  const dialog = useEditorDialog((state) => state.dialog);
  const open = useFiles((state) => state.open);
  if (dialog === null) return null;
  if (dialog.kind === 'delete')
    return <DeleteDialog name={dialog.name} keys={dialog.keys} onClose={closeDialog} />;
  const insert = open === '' ? undefined : ({ yaml }: Template): void => insertDocument(open, yaml);
  return <TemplateDialog onInsert={insert} onNewFile={newFile} onClose={closeDialog} />;
}

function newFile({ kind, yaml }: Template): void {
  useFiles.getState().addFile(`${kind.toLowerCase()}.yaml`, yaml);
}
