import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { splitObjectKey } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import type { WriteMark } from '../../model/timeline-store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { exactText, spanText } from './clock-text.ts';
import { clusterMarks } from './cluster-marks.ts';
import type { Cluster } from './cluster-marks.ts';
import { t } from './messages.en.ts';
import { seekSoon } from './seek-soon.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { toggleLens } from './timeline-view.ts';

interface ControlLaneProps {
  readonly scale: TimeScale;
  readonly offsetMs: number;
  readonly viewMs: number;
}

/** Marks nearer than a finger's breadth are one capsule, which widens their moment. */
const apartPx = 24;
const pxPerCharacter = 6.2;
/** So far apart in time that a lens of some milliseconds would not part them. */
const togetherMs = 2000;

/** Who of the control plane wrote, and when. */
export function ControlLane({ scale, offsetMs, viewMs }: ControlLaneProps): ReactElement {
  const writes = useTimeline((state) => state.writes);
  const clusters = useMemo(() => {
    return clusterMarks(writes, scale, apartPx, ({ author }) => partOf(author) !== undefined);
  }, [writes, scale]);
  const nowX = xOf(scale, viewMs);
  return (
    <div className="timeline-row timeline-control">
      <div className="timeline-label">
        {t('timeline.controlPlane')}
        <span className="sub">{t('timeline.whoWrote')}</span>
      </div>
      <div className="timeline-track">
        {clusters.map((cluster) => (
          <WriteButton key={cluster.marks[0]?.timeMs} {...{ cluster, nowX, offsetMs, viewMs }} />
        ))}
      </div>
    </div>
  );
}

function WriteButton({
  cluster,
  nowX,
  offsetMs,
  viewMs,
}: {
  readonly cluster: Cluster<WriteMark>;
  readonly nowX: number;
  readonly offsetMs: number;
  readonly viewMs: number;
}): ReactElement {
  const { marks, x } = cluster;
  // The line of the moment shown runs through no words.
  const room = x < nowX ? Math.min(cluster.room, nowX - x) : cluster.room;
  const [first, last] = [marks[0]!, marks.at(-1)!];
  const parts = [...new Set(marks.map(({ author }) => partOf(author) ?? ''))];
  const names = parts.join(', ');
  const isMany = marks.length > 1;
  const canWiden = isMany && last.timeMs - first.timeMs < togetherMs;
  const label = isMany
    ? t(canWiden ? 'timeline.widenWrites' : 'timeline.manyWrites', {
        n: marks.length,
        span: spanText(last.timeMs - first.timeMs),
        names,
      })
    : t('timeline.wrote', {
        clock: exactText(offsetMs, first.timeMs),
        author: first.author,
        name: splitObjectKey(first.lane).name,
        word: first.word,
      });
  const press = (): void => {
    if (canWiden) return toggleLens(first.timeMs, last.timeMs + 1);
    seekSoon(first.timeMs);
    useSelection.getState().select(first.lane);
  };
  const hover = (key: string | null) => (): void => useSelection.getState().hover(key);
  return (
    <Tooltip text={label}>
      <button
        type="button"
        className={isMany ? 'timeline-write timeline-capsule' : 'timeline-write'}
        data-later={first.timeMs > viewMs || undefined}
        aria-label={label}
        style={{ transform: `translateX(${x}px)` }}
        onClick={press}
        onMouseEnter={hover(first.lane)}
        onMouseLeave={hover(null)}
      >
        <i>{isMany ? marks.length : null}</i>{' '}
        {room > names.length * pxPerCharacter + 32 ? <span>{names}</span> : null}
      </button>
    </Tooltip>
  );
}

/** `deployment` of `deployment-controller`, `kubelet` of `kubelet/node-1`; undefined for people and machines. */
function partOf(author: string): string | undefined {
  if (!parts.has(author)) parts.set(author, findPart(author));
  return parts.get(author);
}

/** There are few authors, and they write much. */
const parts = new Map<string, string | undefined>();

function findPart(author: string): string | undefined {
  const part = author.split('/')[0] ?? '';
  if (/^(kube-)?scheduler$/.test(part)) return 'scheduler';
  if (part === 'kubelet') return part;
  return part.endsWith('-controller') ? part.slice(0, -'-controller'.length) : undefined;
}
