/** A run as a file: everything that made the cluster, to be kept and opened again. */
import type { Run } from '../bridge/protocol.ts';
import { isRun } from '../model/autosave-record.ts';
import { session } from '../model/session.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';

export async function exportRunFile(): Promise<void> {
  const run = await session.exportRun();
  download('podarium-run.json', JSON.stringify({ podarium: 1, run }, null, 1));
}

/** Asks for a file and opens the run in it. */
export function importRunFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) reportFailure(openRunFile(file));
  });
  input.click();
}

/** In bytes; a run of an hour with thousands of commands has a tenth of it. */
const maxRunBytes = 16 * 1024 * 1024;

async function openRunFile(file: File): Promise<void> {
  if (file.size > maxRunBytes) throw new Error(t('app.runTooLarge', { name: file.name }));
  const run = readRun(await file.text());
  const before = await session.exportRun();
  await session.load(run);
  showToast({
    text: t('app.imported', { name: file.name }),
    action: { text: t('app.bringBack'), run: () => reportFailure(session.load(before)) },
  });
}

/** @throws Error when the text is no run of ours */
function readRun(text: string): Run {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(t('app.notARun'));
  }
  const { run } = (value ?? {}) as { readonly run?: unknown };
  if (!isRun(run)) throw new Error(t('app.notARun'));
  return run;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: BlobPart, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
