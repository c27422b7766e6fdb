import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { asYaml, asZip, liveManifests } from '../../model/live-manifests.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { t } from './messages.en.ts';
import './start.css';

export interface ExportDialogProps {
  readonly onSave: (name: string, content: BlobPart, type: string) => void;
  readonly onClose: () => void;
}

/** The live manifests of chosen namespaces, as files. */
export function ExportDialog({ onSave, onClose }: ExportDialogProps): ReactElement {
  const all = useMemo(() => liveManifests(), []);
  const namespaces = [...new Set(all.map(({ namespace }) => namespace))].toSorted();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = all.filter(({ namespace }) => !left.has(namespace));
  const toggle = (namespace: string): void => {
    const next = new Set(left);
    if (!next.delete(namespace)) next.add(namespace);
    setLeft(next);
  };
  const saveZip = async (): Promise<void> => onSave('manifests.zip', await asZip(chosen), 'application/zip');
  return (
    <Dialog title={t('start.exportTitle')} closeLabel={t('start.close')} onClose={onClose} width={440}>
      <p className="sub">{all.length === 0 ? t('start.none') : t('start.exportMore')}</p>
      <fieldset className="export-namespaces" hidden={all.length === 0}>
        <legend>{t('start.namespaces')}</legend>
        {namespaces.map((namespace) => (
          <label key={namespace}>
            <input type="checkbox" checked={!left.has(namespace)} onChange={() => toggle(namespace)} />
            <span>{namespace}</span>
            <small className="sub">
              {t('start.objects', { n: all.filter((one) => one.namespace === namespace).length })}
            </small>
          </label>
        ))}
      </fieldset>
      <div className="export-actions">
        <Button
          look="primary"
          disabled={chosen.length === 0}
          onClick={() => onSave('manifests.yaml', asYaml(chosen), 'application/yaml')}
        >
          {t('start.yaml')}
        </Button>
        <Button look="line" disabled={chosen.length === 0} onClick={() => reportFailure(saveZip())}>
          {t('start.zip')}
        </Button>
      </div>
    </Dialog>
  );
}
