import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import { Editor } from '../features/editor/editor.tsx';
import { BreakMenu } from '../features/timeline/break-menu.tsx';
import { MiniTimeline } from '../features/timeline/mini-timeline.tsx';
import { Timeline } from '../features/timeline/timeline.tsx';
import { TransportButtons } from '../features/timeline/transport.tsx';
import { useCompare } from '../model/compare-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { useSettings } from '../model/settings-store.ts';
import { askToWrite } from '../model/terminal-wish-store.ts';
import { useTime } from '../model/time-store.ts';
import { IconButton } from '../ui/button.tsx';
import { Logo } from '../ui/logo.tsx';
import { Menu } from '../ui/menu.tsx';
import { CanvasPane } from './canvas-pane.tsx';
import { ComparePart } from './branch-parts.tsx';
import { copyLink } from './copy-link.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Inspector, TerminalPart } from './late-parts.ts';
import { t } from './messages.en.ts';
import { Sheet } from './sheet.tsx';
import { useShownFile } from './use-shown-file.ts';
import { branchEntries, commandEntries, useScenarioEntries } from './top-bar.tsx';

type SheetContent = 'timeline' | 'editor' | 'terminal' | null;

/** The cluster fills the screen; one sheet at a time comes up over it: what is selected, the timeline, the manifests. */
export function Phone(): ReactElement {
  const [asked, ask] = useState<SheetContent>(null);
  const openEditor = useCallback(() => ask('editor'), []);
  useShownFile(openEditor);
  const selected = useSelection((state) => state.selected);
  const select = useSelection((state) => state.select);
  const shown = asked ?? (selected === null ? null : 'inspector');
  const isComparing = useCompare((state) => state.isOpen);
  const close = (): void => {
    if (asked !== null) ask(null);
    else select(null);
  };
  return (
    <div className="phone" data-compare={isComparing || undefined}>
      <ComparePart />
      <PhoneTop
        onEditor={() => ask('editor')}
        onTerminal={() => {
          ask('terminal');
          askToWrite();
        }}
      />
      <main className="phone-main">
        <CanvasPane />
        {shown === null ? null : (
          <Sheet
            key={shown}
            onClose={close}
            isTall={shown === 'editor' || shown === 'terminal'}
            closesItself={shown === 'inspector'}
          >
            <ErrorBoundary>
              {shown === 'timeline' ? <Timeline /> : null}
              {shown === 'editor' ? <Editor /> : null}
              {shown === 'terminal' ? (
                <TerminalPart onShowEditor={() => ask('editor')} onClose={close} />
              ) : null}
              {shown === 'inspector' && selected !== null ? <Inspector objectKey={selected} /> : null}
            </ErrorBoundary>
          </Sheet>
        )}
      </main>
      <footer className="phone-bar">
        <TransportButtons iconSize={20} />
        <MiniTimeline onOpen={() => ask((current) => (current === 'timeline' ? null : 'timeline'))} />
      </footer>
    </div>
  );
}

interface PhoneActions {
  readonly onEditor: () => void;
  readonly onTerminal: () => void;
}

function PhoneTop(actions: PhoneActions): ReactElement {
  return (
    <header className="phone-top">
      <Logo />
      <h1 className="scenario">{t('app.name')}</h1>
      <span className="simulated">{t('app.simulatedShort')}</span>
      <span className="top-gap" />
      <BreakMenu compact />
      <MoreMenu {...actions} />
    </header>
  );
}

function MoreMenu({ onEditor, onTerminal }: PhoneActions): ReactElement {
  const theme = useSettings((state) => state.theme);
  const setTheme = useSettings((state) => state.setTheme);
  const branches = useTime((state) => state.branches);
  const branch = useTime((state) => state.branch);
  const dark = theme === 'dark';
  const scenario = useScenarioEntries();
  return (
    <Menu
      align="end"
      entries={[
        { text: t('app.openEditor'), icon: 'plus', onSelect: onEditor },
        { text: t('app.openTerminal'), icon: 'terminal', onSelect: onTerminal },
        { text: t('app.share'), icon: 'share', onSelect: () => void copyLink() },
        {
          text: dark ? t('app.light') : t('app.dark'),
          icon: dark ? 'sun' : 'moon',
          onSelect: () => setTheme(dark ? 'light' : 'dark'),
        },
        ...scenario,
        ...commandEntries(['page.find', 'page.settings', 'share.manifests', 'share.run', 'share.import']),
        ...commandEntries(['time.undo', 'time.redo', 'time.fork']),
        { heading: t('app.branches') },
        ...branchEntries(branches, branch),
      ]}
    >
      <IconButton icon="more" size={20} label={t('app.more')} />
    </Menu>
  );
}
