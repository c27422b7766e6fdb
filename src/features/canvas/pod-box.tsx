/** The inside of a pod: a band is shared by all containers, a column is one container's own. */
import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { StateMark } from '../../ui/marks/mark.tsx';
import { planBox } from './box-plan.ts';
import type { BoxBand, BoxColumn, BoxPlan } from './box-plan.ts';
import { t } from './messages.en.ts';
import { Mounts } from './pod-box-mounts.tsx';

export interface PodBoxProps {
  readonly pod: Pod;
  /** The pod's state and the words for it, as its card says them. */
  readonly says: string;
}

export const PodBox = memo(function PodBox({ pod, says }: PodBoxProps): ReactElement {
  const plan = useMemo(() => planBox(pod), [pod]);
  const { width, height } = plan;
  return (
    <figure className="pod-box" style={{ width, height }} aria-label={pod.metadata?.name}>
      <figcaption>
        <b className="mono">{pod.metadata?.name}</b>
        <span>{says}</span>
        <span className="pod-box-labels mono">
          {pod.metadata?.namespace} · {pod.spec?.nodeName}
        </span>
      </figcaption>
      {plan.columns.map((column) => (
        <Column key={`${column.role} ${column.name}`} column={column} bottom={columnBottom(plan, column)} />
      ))}
      {plan.bands.map((band) => (
        <Band key={band.kind} band={band} plan={plan} />
      ))}
      <svg className="pod-box-lines" width={width} height={height} aria-hidden="true">
        <Network plan={plan} />
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
        <span className="pod-box-rail" style={{ top: 56 }}>
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

/** Two rails: eth0 comes in through the pod's wall, lo is closed at both ends. A port hangs on each rail it listens on. */
function Network({ plan }: { readonly plan: BoxPlan }): ReactElement | null {
  const band = plan.bands.find(({ kind }) => kind === 'network');
  if (band === undefined) return null;
  const eth0 = band.y + 44;
  const lo = band.y + 72;
  const right = plan.width - 28;
  return (
    <>
      <path className="pod-box-wire" d={`M0 ${eth0}H${right}M28 ${lo}H${right}`} />
      <rect className="pod-box-veth" x={-4} y={eth0 - 8} width={8} height={16} rx={2} />
      <circle className="pod-box-end" cx={28} cy={lo} r={3} />
      <circle className="pod-box-end" cx={right} cy={lo} r={3} />
      {plan.columns.flatMap((column) =>
        column.isIn
          ? column.ports.map((port, index) => (
              <Port
                key={`${column.name} ${port}`}
                port={port}
                x={column.x + 12 + index * 60}
                top={band.y + 8}
                eth0={eth0}
                lo={lo}
              />
            ))
          : [],
      )}
    </>
  );
}

interface PortProps {
  readonly port: number;
  readonly x: number;
  readonly top: number;
  readonly eth0: number;
  readonly lo: number;
}

function Port({ port, x, top, eth0, lo }: PortProps): ReactElement {
  const text = `:${port}`;
  const width = Math.max(40, text.length * 8 + 12);
  const middle = x + width / 2;
  return (
    <g>
      <path className="pod-box-stem" d={`M${middle} ${top + 20}V${lo}`} />
      <rect className="pod-box-port" x={x} y={top} width={width} height={20} rx={4} />
      <circle cx={middle} cy={eth0} r={3.5} fill="var(--ink)" />
      <circle cx={middle} cy={lo} r={3.5} fill="var(--ink)" />
      <text className="mono" x={middle} y={top + 14} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
