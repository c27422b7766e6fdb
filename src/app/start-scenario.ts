/** The starting points. What was there before can be brought back, so nothing asks before it is replaced. */
import type { Run } from '../bridge/protocol.ts';
import type { ManifestFile } from '../model/files-store.ts';
import { useFiles } from '../model/files-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { session } from '../model/session.ts';
import { useSettings } from '../model/settings-store.ts';
import { useTime } from '../model/time-store.ts';
import { useTimeline } from '../model/timeline-store.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';
import { openFirstView } from './open-first-view.ts';

export type StartingPoint = 'web' | 'empty' | 'broken';

export interface StartWish {
  /** The same seed, the same chances; when empty, a new one. */
  readonly seed?: string;
  /** Machines beside the control plane; default 3. */
  readonly workers?: number;
}

/** What a new cluster replaces. */
interface Before {
  readonly run: Run;
  readonly files: readonly ManifestFile[];
  readonly open: string;
  readonly playing: boolean;
}

export async function startScenario(point: StartingPoint, wish: StartWish = {}): Promise<void> {
  const before = await whatThereIs();
  useSelection.getState().select(null);
  useFiles.setState({ files: [], open: '' });
  await start(point, wish);
  if (before === undefined) showToast({ text: t('app.started') });
  else
    showToast({
      text: t('app.started'),
      action: { text: t('app.bringBack'), run: () => reportFailure(bringBack(before)) },
    });
}

async function start(point: StartingPoint, { seed = '', workers = 3 }: StartWish): Promise<void> {
  const scenario = { workers, ...graceOfNext() };
  const given = seed.trim() === '' ? {} : { seed: seed.trim() };
  if (point === 'web') return openFirstView({ ...given, scenario });
  if (point === 'empty') return openFirstView({ ...given, scenario, objects: [] });
  const [{ brokenFile, brokenManifest }, { loadManifestParser }] = await Promise.all([
    import('../lessons/broken.ts'),
    import('../model/manifest-parser.ts'),
  ]);
  const { documents } = (await loadManifestParser())(brokenManifest);
  await openFirstView({ ...given, scenario, objects: documents.map(({ object }) => object) });
  const { addFile, markApplied } = useFiles.getState();
  addFile(brokenFile, brokenManifest);
  markApplied(brokenFile);
}

function graceOfNext(): { readonly nodeMonitorGracePeriodSeconds?: number } {
  const { nodeGraceSeconds } = useSettings.getState();
  return nodeGraceSeconds === 50 ? {} : { nodeMonitorGracePeriodSeconds: nodeGraceSeconds };
}

/** Undefined when nobody has done anything yet that could be missed, or the cluster can't tell any more. */
async function whatThereIs(): Promise<Before | undefined> {
  const { files, open } = useFiles.getState();
  const isTouched = useTimeline.getState().commands.some(({ timeMs }) => timeMs > 0);
  const isWritten = files.some(({ text, appliedText }) => text !== appliedText);
  if (!isTouched && !isWritten) return undefined;
  if (useTime.getState().connection.kind !== 'alive') return undefined;
  return { run: await session.exportRun(), files, open, playing: useTime.getState().playing };
}

async function bringBack({ run, files, open, playing }: Before): Promise<void> {
  await session.load(run, playing);
  useFiles.setState({ files, open });
}
