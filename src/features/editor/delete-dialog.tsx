import type { ReactElement } from 'react';
import { mirror, splitObjectKey } from '../../model/mirror.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { deleteKeys } from './delete-objects.ts';
import { t } from './messages.en.ts';

export interface DeleteDialogProps {
  /** Of the file. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly onClose: () => void;
}

/** Names what is about to go. */
export function DeleteDialog({ name, keys, onClose }: DeleteDialogProps): ReactElement {
  const act = (): void => {
    onClose();
    reportFailure(deleteKeys(name, keys));
  };
  return (
    <Dialog title={t('editor.deleteTitle')} closeLabel={t('editor.deleteKeep')} onClose={onClose} width={440}>
      <p className="sub">{t('editor.deleteMore')}</p>
      <ul className="editor-delete-list">
        {keys.map((key) => {
          const { resource, namespace, name: object } = splitObjectKey(key);
          return (
            <li key={key}>
              <b>{mirror.get(key)?.kind ?? resource}</b> {object}
              {namespace === '' ? null : <small className="sub">{namespace}</small>}
            </li>
          );
        })}
      </ul>
      <div className="editor-dialog-actions">
        <Button look="line" onClick={onClose}>
          {t('editor.deleteKeep')}
        </Button>
        <Button look="primary" className="editor-delete" onClick={act}>
          {t('editor.deleteNow')}
        </Button>
      </div>
    </Dialog>
  );
}
