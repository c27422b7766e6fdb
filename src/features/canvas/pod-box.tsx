/** The inside of a pod: a band is shared by all containers, a column is one container's own. */
import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { PodInside } from '../../engine/index.ts';
import { StateMark } from '../../ui/marks/mark.tsx';
import { planBox } from './box-plan.ts';
import type { BoxBand, BoxColumn, BoxPlan } from './box-plan.ts';
import { t } from './messages.en.ts';
import { Mounts } from './pod-box-mounts.tsx';
import { Network } from './pod-box-network.tsx';
import { ProcessList } from './pod-box-processes.tsx';
import { Rows } from './pod-box-rows.tsx';

export interface PodBoxProps {
  readonly pod: Pod;
  /** The pod's state and the words for it, as its card says them. */
  readonly says: string;
  /** What goes on in it; undefined until that is known, and for a pod that has no machine yet. */
  readonly inside: PodInside | undefined;
  /** The moment shown, in milliseconds since the cluster's start. */
  readonly nowMs: number;
}

export const PodBox = memo(function PodBox({ pod, says, inside, nowMs }: PodBoxProps): ReactElement {
  const plan = useMemo(() => planBox(pod), [pod]);
  const { width, height } = plan;
  return (
    <figure
      className="pod-box"
      data-planned={plan.isPlanned}
      style={{ width, height }}
      aria-label={pod.metadata?.name}
    >
      <figcaption>
        <b className="mono">{pod.metadata?.name}</b>
        <span>{says}</span>
        <span className="pod-box-labels mono">
          {[pod.metadata?.namespace, pod.spec?.nodeName].filter(Boolean).join(' · ')}
        </span>
      </figcaption>
      {plan.columns.map((column) => (
        <Column key={`${column.role} ${column.name}`} column={column} bottom={columnBottom(plan, column)} />
      ))}
      {plan.bands.map((band) => (
        <Band key={band.kind} band={band} plan={plan} />
      ))}
      <SharedProcesses plan={plan} inside={inside} />
      <Rows plan={plan} qosClass={pod.status?.qosClass ?? ''} inside={inside} nowMs={nowMs} />
      <svg className="pod-box-lines" width={width} height={height} aria-hidden="true">
        <Network plan={plan} inside={inside} />
        <Mounts plan={plan} />
      </svg>
      {plan.volumes.length === 0 ? null : (
        <b className="pod-box-volumes" style={{ top: plan.volumesTop + 10 }}>
          {t('canvas.box.volumes')}
        </b>
      )}
      {plan.volumes.map(({ name, source, x, width: volumeWidth }) => (
        <div
          key={name}
          className="pod-box-volume"
          style={{ left: x, top: plan.volumesTop, width: volumeWidth }}
        >
          <b>{name}</b>
          <span className="mono">{source}</span>
        </div>
      ))}
    </figure>
  );
});

interface SharedProcessesProps {
  readonly plan: BoxPlan;
  readonly inside: PodInside | undefined;
}

/** In the band of a shared PID namespace each process stands below the container that it belongs to. */
function SharedProcesses({ plan, inside }: SharedProcessesProps): ReactElement | null {
  const band = plan.bands.find(({ kind }) => kind === 'processes');
  const shared = inside?.shared;
  if (band === undefined || shared === undefined) return null;
  return (
    <>
      {plan.columns.map(({ role, name, x, width }) => (
        <div
          key={`${role} ${name}`}
          className="pod-box-cell"
          style={{ left: x + 10, top: band.y + 26, width: width - 20, height: band.height - 28 }}
        >
          <ProcessList
            processes={shared.filter(({ container }) =>
              role === 'pause' ? container === undefined : container === name,
            )}
          />
        </div>
      ))}
    </>
  );
}

/** Pause only holds the bands, so its column ends with them. */
function columnBottom(plan: BoxPlan, column: BoxColumn): number {
  const last = plan.bands.at(-1);
  return column.role === 'pause' && last !== undefined ? last.y + last.height + 8 : plan.columnsBottom;
}

function Column({ column, bottom }: { readonly column: BoxColumn; readonly bottom: number }): ReactElement {
  const { name, x, width, role, image, says, endedBefore, state } = column;
  const roleWords = roleText(column);
  return (
    <section
      className="pod-box-column"
      data-state={state}
      data-over={role === 'init' && state === 'succeeded'}
      style={{ left: x, width, height: bottom - 48 }}
    >
      <StateMark state={state} size={16} />
      <b>{name}</b>
      <span>
        {roleWords}
        {roleWords === '' || image === '' ? '' : ' · '}
        <span className="mono">{image}</span>
      </span>
      <strong>{says}</strong>
      {endedBefore === '' ? null : <span>{t('canvas.box.after', { how: endedBefore })}</span>}
    </section>
  );
}

function roleText({ role }: BoxColumn): string {
  if (role === 'pause') return t('canvas.box.pause');
  if (role === 'init') return t('canvas.box.init');
  return role === 'sidecar' ? t('canvas.box.sidecar') : '';
}

const bandTexts = {
  network: { title: 'canvas.box.network', term: 'network namespace' },
  hostName: { title: 'canvas.box.hostName', term: 'UTS namespace' },
  memory: { title: 'canvas.box.memory', term: 'IPC namespace' },
  processes: { title: 'canvas.box.processes', term: 'PID namespace' },
} as const;

function Band({ band, plan }: { readonly band: BoxBand; readonly plan: BoxPlan }): ReactElement {
  const { title, term } = bandTexts[band.kind];
  return (
    <section
      className="pod-box-band"
      data-kind={band.kind}
      data-host={band.isHost}
      style={{ top: band.y, width: plan.width - 32, height: band.height }}
    >
      <b>{t(title)}</b>
      <span className="pod-box-term mono">{term}</span>
      <BandWords band={band} plan={plan} />
    </section>
  );
}

function BandWords({ band, plan }: { readonly band: BoxBand; readonly plan: BoxPlan }): ReactElement {
  if (band.kind === 'network') {
    const address = band.isHost
      ? t('canvas.box.hostNetwork')
      : plan.ip === ''
        ? t('canvas.box.noAddress')
        : plan.ip;
    return (
      <>
        <span className="pod-box-rail" style={{ top: 26 }}>
          <b className="mono">eth0</b>
          <span className={plan.ip === '' || band.isHost ? '' : 'mono'}>{address}</span>
        </span>
        <span className="pod-box-rail" style={{ top: 52 }}>
          <b className="mono">lo</b>
          <span className="mono">127.0.0.1</span>
        </span>
      </>
    );
  }
  if (band.kind === 'hostName') {
    return (
      <>
        <span className="mono">{plan.hostName}</span>
        <span className="pod-box-gloss">{t('canvas.box.sameName')}</span>
      </>
    );
  }
  if (band.kind === 'memory') {
    return (
      <>
        <span className="mono">/dev/shm</span>
        <span className="pod-box-gloss">{t('canvas.box.meet')}</span>
      </>
    );
  }
  return <span className="pod-box-gloss">{t('canvas.box.each')}</span>;
}
