import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { Editor } from '../features/editor/editor.tsx';
import { Timeline } from '../features/timeline/timeline.tsx';
import { Transport } from '../features/timeline/transport.tsx';
import { useCompare } from '../model/compare-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { ComparePart } from './branch-parts.tsx';
import { CanvasPane } from './canvas-pane.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Inspector, TerminalPart } from './late-parts.ts';
import { t } from './messages.en.ts';
import { panelLimits, showEditor, timelineBarHeight, toggleTerminal, usePanelSizes } from './panel-sizes.ts';
import { TopBar } from './top-bar.tsx';

/** Editor, cluster and inspector side by side, the timeline below. */
export function Desktop(): ReactElement {
  const sizes = usePanelSizes();
  const isComparing = useCompare((state) => state.isOpen);
  return (
    <div className="desktop">
      <TopBar />
      <main className="desktop-middle" data-compare={isComparing || undefined}>
        <ComparePart />
        <EditorPanel size={sizes.editor} />
        <div className="desktop-centre">
          <CanvasPane />
          <TerminalPanel size={sizes.terminal} />
        </div>
        <InspectorPanel size={sizes.inspector} />
      </main>
      <TimelinePanel size={sizes.timeline} />
    </div>
  );
}

function EditorPanel({ size }: { readonly size: number }): ReactElement {
  const resize = usePanelSizes((state) => state.resize);
  return (
    <>
      <section
        className="panel editor-panel"
        aria-label={t('app.editor')}
        style={{ width: size }}
        hidden={size === 0}
      >
        <ErrorBoundary>{size === 0 ? null : <Editor />}</ErrorBoundary>
      </section>
      <Splitter
        label={t('app.resizeEditor')}
        panel="left"
        size={size}
        {...panelLimits.editor}
        onResize={(next) => resize('editor', next)}
      />
    </>
  );
}

/** Only there while something is selected; closed, it gives its room back to the cluster. */
function InspectorPanel({ size }: { readonly size: number }): ReactElement | null {
  const resize = usePanelSizes((state) => state.resize);
  const selected = useSelection((state) => state.selected);
  const isPointed = useSelection((state) => state.hovered !== null);
  useEffect(() => {
    if (isPointed) void Inspector.preload();
  }, [isPointed]);
  if (selected === null) return null;
  const width = size === 0 ? panelLimits.inspector.usual : size;
  return (
    <>
      <Splitter
        label={t('app.resizeInspector')}
        panel="right"
        size={width}
        {...panelLimits.inspector}
        onResize={(next) => {
          if (next === 0) useSelection.getState().select(null);
          else resize('inspector', next);
        }}
      />
      <section className="panel inspector-panel" aria-label={t('app.inspector')} style={{ width }}>
        <ErrorBoundary>
          <Inspector objectKey={selected} />
        </ErrorBoundary>
      </section>
    </>
  );
}

/** Below the cluster, so that what a line does is seen while it is typed. */
function TerminalPanel({ size }: { readonly size: number }): ReactElement | null {
  const resize = usePanelSizes((state) => state.resize);
  if (size === 0) return null;
  return (
    <>
      <Splitter
        label={t('app.resizeTerminal')}
        panel="below"
        size={size}
        {...panelLimits.terminal}
        onResize={(next) => resize('terminal', next)}
      />
      <section className="panel" aria-label={t('app.terminal')} style={{ height: size }}>
        <ErrorBoundary>
          <TerminalPart onShowEditor={showEditor} onClose={toggleTerminal} />
        </ErrorBoundary>
      </section>
    </>
  );
}

function TimelinePanel({ size }: { readonly size: number }): ReactElement {
  const resize = usePanelSizes((state) => state.resize);
  const open = size > 0;
  return (
    <section className="timeline-frame" aria-label={t('app.timeline')}>
      <Splitter
        label={t('app.resizeTimeline')}
        panel="below"
        size={size}
        {...panelLimits.timeline}
        onResize={(next) => resize('timeline', next)}
      />
      <div className="panel timeline-panel" style={{ height: open ? size : timelineBarHeight }}>
        <div className="timeline-bar">
          <h2 className="timeline-title">
            <Icon name="timeline" />
            {t('app.timeline')}
          </h2>
          <Transport />
          <IconButton
            icon={open ? 'chevronDown' : 'timeline'}
            label={open ? t('app.closeTimeline') : t('app.openTimeline')}
            onClick={() => resize('timeline', open ? 0 : panelLimits.timeline.usual)}
          />
        </div>
        <ErrorBoundary>{open ? <Timeline /> : null}</ErrorBoundary>
      </div>
    </section>
  );
}
