/** Two rails: eth0 comes in through the pod's wall, lo is closed at both ends. A port hangs on each rail it listens on. */
import type { ReactElement } from 'react';
import type { ContainerInside, PodInside } from '../../engine/index.ts';
import type { BoxColumn, BoxPlan } from './box-plan.ts';
import { t } from './messages.en.ts';

export interface NetworkProps {
  readonly plan: BoxPlan;
  readonly inside: PodInside | undefined;
}

export function Network({ plan, inside }: NetworkProps): ReactElement | null {
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
        portsOf(
          column,
          inside?.containers.find(({ name }) => name === column.name),
        ).map(({ port, state }, index) => (
          <Port
            key={`${column.name} ${port}`}
            port={port}
            state={state}
            x={column.x + 12 + index * 60}
            top={band.y + 8}
            eth0={eth0}
            lo={lo}
          />
        )),
      )}
    </>
  );
}

type PortState = 'open' | 'starting' | 'refused';

/** Those that a process listens on; a port that is only declared opens nothing, so it isn't drawn. */
function portsOf(
  { role, width }: BoxColumn,
  container: ContainerInside | undefined,
): readonly { readonly port: number; readonly state: PortState }[] {
  if (container === undefined || role === 'pause') return [];
  const { ports, refusedPort } = container;
  const found = ports.map(({ port, answers }) => ({ port, state: answers ? 'open' : 'starting' }) as const);
  const all =
    refusedPort === undefined ? found : [...found, { port: refusedPort, state: 'refused' as const }];
  return all.slice(0, Math.max(1, Math.floor((width - 12) / 60)));
}

interface PortProps {
  readonly port: number;
  readonly state: PortState;
  readonly x: number;
  readonly top: number;
  readonly eth0: number;
  readonly lo: number;
}

function Port({ port, state, x, top, eth0, lo }: PortProps): ReactElement {
  const text = `:${port}`;
  const width = Math.max(40, text.length * 8 + 12);
  const middle = x + width / 2;
  return (
    <g data-port={port} data-state={state}>
      {state === 'open' ? (
        <>
          <path className="pod-box-stem" d={`M${middle} ${top + 20}V${lo}`} />
          <circle cx={middle} cy={eth0} r={3.5} fill="var(--ink)" />
          <circle cx={middle} cy={lo} r={3.5} fill="var(--ink)" />
        </>
      ) : null}
      {state === 'refused' ? (
        <>
          <path
            className="pod-box-cross"
            d={`M${middle} ${top + 20}v7M${middle - 3.6} ${top + 26.4}l7.2 7.2m0-7.2l-7.2 7.2`}
          />
          <text x={x} y={lo - 8}>
            {t('canvas.box.inUse')}
          </text>
        </>
      ) : null}
      <rect className="pod-box-port" x={x} y={top} width={width} height={20} rx={4} />
      <text className="mono" x={middle} y={top + 14} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
