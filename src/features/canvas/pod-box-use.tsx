/** CPU and memory of a container: the track ends at the limit, the tick is the request, the fill what it uses. */
import type { ReactElement } from 'react';
import type { ContainerInside, PodInside } from '../../engine/index.ts';
import { t } from './messages.en.ts';

export interface UseBarsProps {
  readonly container: ContainerInside;
  readonly machine: PodInside['machine'];
}

export function UseBars({ container, machine }: UseBarsProps): ReactElement {
  return (
    <>
      <UseBar what={t('canvas.machine.cpu')} use={container.cpu} machine={machine.cpu} words={cpuWords} />
      <UseBar
        what={t('canvas.machine.memory')}
        use={container.memory}
        machine={machine.memory}
        words={memoryWords}
      />
    </>
  );
}

interface UseBarProps {
  readonly what: string;
  readonly use: ContainerInside['cpu'];
  /** What the machine can give: the end of a track without a limit. */
  readonly machine: number;
  readonly words: (amount: number) => string;
}

/** From this share of its limit on a container is near its end. */
const nearLimit = 0.9;

function UseBar({ what, use: { used = 0, request, limit }, machine, words }: UseBarProps): ReactElement {
  const end = limit ?? machine;
  const share = (amount: number): string => `${Math.min(100, end === 0 ? 0 : (amount / end) * 100)}%`;
  const text = limit === undefined ? words(used) : t('canvas.of', { n: words(used), m: words(limit) });
  const isNear = limit !== undefined && used >= limit * nearLimit;
  return (
    <div className="pod-box-use" data-near={isNear} data-unlimited={limit === undefined}>
      <span>{what}</span>
      <span className="mono">{text}</span>
      <div className="pod-box-track">
        <i style={{ width: share(used) }} />
        {request === undefined ? null : <b style={{ left: share(request) }} />}
      </div>
    </div>
  );
}

function cpuWords(milli: number): string {
  if (milli === 0) return '0';
  return milli >= 1000 && milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

function memoryWords(bytes: number): string {
  if (bytes === 0) return '0';
  const mebibytes = bytes / 1_048_576;
  if (mebibytes >= 1024) return `${round(mebibytes / 1024)}Gi`;
  return mebibytes >= 10 ? `${Math.round(mebibytes)}Mi` : `${round(mebibytes)}Mi`;
}

function round(amount: number): number {
  return Math.round(amount * 10) / 10;
}
