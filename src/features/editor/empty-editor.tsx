import type { ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import { Button } from '../../ui/button.tsx';
import { showDialog } from './dialog-store.ts';
import { t } from './messages.en.ts';
import { chooseFiles } from './open-files.ts';

/** No file is open: three ways to begin. */
export function EmptyEditor(): ReactElement {
  const addFile = useFiles((state) => state.addFile);
  return (
    <div className="editor-body editor-empty">
      <h2>{t('editor.empty')}</h2>
      <p className="sub">{t('editor.emptyMore')}</p>
      <Button look="line" icon="copy" onClick={() => showDialog({ kind: 'template' })}>
        {t('editor.fromTemplate')}
      </Button>
      <Button look="line" icon="share" onClick={chooseFiles}>
        {t('editor.openFiles')}
      </Button>
      <Button look="line" icon="plus" onClick={() => addFile('new.yaml', '')}>
        {t('editor.writeHere')}
      </Button>
      <small className="sub">{t('editor.orDrop')}</small>
    </div>
  );
}
