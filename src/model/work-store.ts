/** Work of the cluster that takes long: what it is, how far it has come, and that nobody may want it any more. */
import { create } from 'zustand';
import type { ProgressOf } from '../bridge/cluster-client.ts';

export interface LongWork {
  readonly id: number;
  /** `moment`: a moment of the past is made again, to be looked at; `branch`: to go on from it. */
  readonly kind: 'advance' | 'step' | 'load' | 'branch' | 'moment';
  /** Simulated milliseconds. */
  readonly fromMs: number;
  /** null where nobody knows when it ends. */
  readonly toMs: number | null;
  readonly atMs: number;
  /** From 0 to 1; null where nobody knows how much there is. */
  readonly share: number | null;
}

interface WorkStore {
  readonly work: LongWork | null;
  /** What was cancelled last, and how far it had come; a new one each time. */
  readonly cancelled: LongWork | null;
}

export const useWork = create<WorkStore>(() => ({ work: null, cancelled: null }));

/** `viewMs`: the moment that is shown; null: what took long is over. */
export function tellWork(progress: ProgressOf | null, viewMs: number): void {
  const { work } = useWork.getState();
  if (progress === null) {
    if (work !== null) useWork.setState({ work: null });
    return;
  }
  const { id, atMs, share } = progress;
  const known = work?.id === id ? work : begunWork(progress, viewMs);
  useWork.setState({ work: { ...known, atMs, share } });
}

function begunWork({ id, asked, atMs, share }: ProgressOf, viewMs: number): LongWork {
  const base = { id, fromMs: viewMs, atMs, share };
  switch (asked.kind) {
    case 'time':
      return asked.command.kind === 'advance'
        ? { ...base, kind: 'advance', toMs: asked.command.toMs }
        : { ...base, kind: 'step', toMs: null };
    case 'advanceBranch':
      return { ...base, kind: 'advance', toMs: asked.toMs };
    case 'start':
      return { ...base, kind: 'load', fromMs: 0, toMs: asked.startAtMs ?? 0 };
    case 'load':
      return { ...base, kind: 'load', fromMs: 0, toMs: asked.run.viewMs };
    case 'loadBranches':
      return { ...base, kind: 'load', fromMs: 0, toMs: asked.kept.viewMs };
    case 'request':
      return { ...base, kind: asked.request.method === 'GET' ? 'moment' : 'branch', toMs: viewMs };
    case 'fork':
    case 'undo':
      return { ...base, kind: 'branch', toMs: viewMs };
    default:
      return { ...base, kind: 'moment', toMs: viewMs };
  }
}
