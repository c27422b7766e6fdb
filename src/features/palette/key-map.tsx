/** All keys, from the page's own commands and from what the parts of the page do with theirs. */
import type { ReactElement } from 'react';
import { isSingleKey } from '../../ui/page-command.ts';
import type { PageCommand } from '../../ui/page-command.ts';
import { useSettings } from '../../model/settings-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { keyText } from './key-text.ts';
import { t } from './messages.en.ts';
import './palette.css';

export interface KeyMapProps {
  readonly commands: readonly PageCommand[];
  readonly onClose: () => void;
}

interface Row {
  readonly keys: readonly string[];
  readonly title: string;
}

export function KeyMap({ commands, onClose }: KeyMapProps): ReactElement {
  const singleKeys = useSettings((state) => state.singleKeys);
  const own = commands.flatMap(({ keys, title }) => (keys === undefined ? [] : [{ keys, title }]));
  const shown = singleKeys ? own : own.filter(({ keys }) => !keys.every(isSingleKey));
  return (
    <Dialog title={t('palette.keysTitle')} closeLabel={t('palette.close')} onClose={onClose} width={640}>
      <div className="key-map">
        <Section title={t('palette.page')} rows={shown} />
        <div>
          <Section
            title={t('palette.canvas')}
            rows={canvasRows().filter(({ keys }) => singleKeys || !keys.every((key) => /^[a-z/]$/.test(key)))}
          />
          <Section title={t('palette.timeline')} rows={timelineRows()} />
          <Section title={t('palette.editor')} rows={editorRows()} />
          <Section title={t('palette.panels')} rows={panelRows()} />
        </div>
      </div>
      {singleKeys ? null : <p className="sub key-note">{t('palette.keysOff')}</p>}
    </Dialog>
  );
}

const canvasRows = (): readonly Row[] => [
  { keys: ['←', '→', '↑', '↓'], title: t('palette.canvasWalk') },
  { keys: ['Enter'], title: t('palette.canvasSelect') },
  { keys: ['Shift F10'], title: t('palette.canvasMenu') },
  { keys: ['/'], title: t('palette.canvasSearch') },
  { keys: ['f'], title: t('palette.canvasNear') },
];
const timelineRows = (): readonly Row[] => [
  { keys: ['←', '→'], title: t('palette.timelineSecond') },
  { keys: ['Shift ←', 'Shift →'], title: t('palette.timelineTen') },
  { keys: ['Home', 'End'], title: t('palette.timelineEnds') },
];
const editorRows = (): readonly Row[] => [
  { keys: ['Ctrl+Enter'], title: t('palette.editorApply') },
  { keys: ['Escape', 'Escape'], title: t('palette.editorLeave') },
  { keys: ['Ctrl+m'], title: t('palette.editorTab') },
  { keys: ['Alt F1'], title: t('palette.editorExplain') },
  { keys: ['Alt Enter'], title: t('palette.editorShow') },
];

const panelRows = (): readonly Row[] => [{ keys: ['Ctrl+Shift+←', '→', '↓'], title: t('palette.panelMove') }];

function Section({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title}>
            <dt>{row.title}</dt>
            <dd>
              {row.keys.map((keys, at) => (
                <kbd key={at}>{keyText(keys)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
