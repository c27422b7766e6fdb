import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { Editor } from '../features/editor/editor.tsx';
import { BreakMenu } from '../features/timeline/break-menu.tsx';
import { MiniTimeline } from '../features/timeline/mini-timeline.tsx';
import { Timeline } from '../features/timeline/timeline.tsx';
import { TransportButtons } from '../features/timeline/transport.tsx';
import { useCompare } from '../model/compare-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { useTime } from '../model/time-store.ts';
import { IconButton } from '../ui/button.tsx';
import { Logo } from '../ui/logo.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CanvasPane } from './canvas-pane.tsx';
import { ComparePart } from './branch-parts.tsx';
import { copyLink } from './copy-link.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Inspector, TerminalPart } from './late-parts.ts';
import { t } from './messages.en.ts';
import { toggle, toggleTerminal } from './panel-store.ts';
import { Sheet } from './sheet.tsx';
import { askForSheet, useSheet } from './sheet-store.ts';
import { useShownFile } from './use-shown-file.ts';
import { branchEntries, commandEntries, useScenarioEntries } from './top-bar.tsx';

/** The cluster fills the screen; one sheet at a time comes up over it: what is selected, the timeline, the manifests. */
export function Phone(): ReactElement {
  const asked = useSheet((state) => state.asked);
  useEffect(() => {
    useSheet.setState({ isPhone: true, asked: null });
    return () => useSheet.setState({ isPhone: false, asked: null });
  }, []);
  useShownFile(openEditor);
  const selected = useSelection((state) => state.selected);
  const select = useSelection((state) => state.select);
  const shown = asked ?? (selected === null ? null : 'inspector');
  const isComparing = useCompare((state) => state.isOpen);
  const close = (): void => {
    if (asked !== null) askForSheet(null);
    else select(null);
  };
  return (
    <div className="phone" data-compare={isComparing || undefined}>
      <ComparePart />
      <PhoneTop />
      <main className="phone-main">
        <CanvasPane />
        {shown === null ? null : (
          <Sheet
            key={shown}
            onClose={close}
            isTall={shown === 'editor' || shown === 'terminal'}
            closesItself={shown === 'inspector' || shown === 'terminal'}
          >
            <ErrorBoundary>
              {shown === 'timeline' ? <Timeline /> : null}
              {shown === 'editor' ? <Editor /> : null}
              {shown === 'terminal' ? <TerminalPart onShowEditor={openEditor} onClose={close} /> : null}
              {shown === 'inspector' && selected !== null ? (
                <Inspector objectKey={selected} meanwhile={<Skeleton lines={8} />} />
              ) : null}
            </ErrorBoundary>
          </Sheet>
        )}
      </main>
      <footer className="phone-bar">
        <TransportButtons iconSize={20} />
        <MiniTimeline onOpen={() => toggle('timeline')} />
      </footer>
    </div>
  );
}

const openEditor = (): void => askForSheet('editor');

function PhoneTop(): ReactElement {
  return (
    <header className="phone-top">
      <Logo />
      <h1 className="scenario">{t('app.name')}</h1>
      <span className="simulated">{t('app.simulatedShort')}</span>
      <span className="top-gap" />
      <BreakMenu compact />
      <MoreMenu />
    </header>
  );
}

function MoreMenu(): ReactElement {
  const scenario = useScenarioEntries();
  return (
    <Menu align="end" entries={() => moreEntries(scenario)}>
      <IconButton icon="more" size={20} label={t('app.more')} />
    </Menu>
  );
}

/** All that a desk has in its bar at the top, by what it is about. */
function moreEntries(scenario: readonly MenuEntry[]): readonly MenuEntry[] {
  const { branches, branch } = useTime.getState();
  return [
    ...commandEntries(['page.find', 'page.editor']),
    { text: t('app.openTerminal'), icon: 'terminal', onSelect: toggleTerminal },
    { text: t('app.share'), icon: 'share', onSelect: () => void copyLink() },
    { heading: t('app.menuCluster') },
    ...commandEntries(['time.undo', 'time.redo', 'time.fork']),
    ...scenario,
    { heading: t('app.branches') },
    ...branchEntries(branches, branch),
    { heading: t('app.menuFiles') },
    ...commandEntries(['share.embed', 'share.manifests', 'share.run', 'share.import']),
    { heading: t('app.menuPage') },
    ...commandEntries([isDark() ? 'theme.light' : 'theme.dark', 'page.settings', 'page.hints']),
  ];
}

function isDark(): boolean {
  return document.documentElement.dataset['theme'] === 'dark';
}
