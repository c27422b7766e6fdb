import type { FaultSpec } from '../../engine/api/podarium.ts';
import { t } from './messages.en.ts';

/** What a fault in force does to whom it weighs on, in the two words that a card has room for. */
export function faultWords({ type, rate, probe, available }: FaultSpec): string {
  switch (type) {
    case 'MemoryLeak':
      return t('canvas.fault.leaks', { rate: rate ?? '10Mi' });
    case 'CPUHog':
      return t('canvas.fault.hogs');
    case 'Hang':
      return t('canvas.fault.hangs');
    case 'SlowStart':
      return t('canvas.fault.slow');
    case 'ProbeFailure':
      return probe === undefined ? t('canvas.fault.probes') : t('canvas.fault.probe', { probe });
    case 'DiskFull':
      return t('canvas.fault.disk');
    case 'ContainerExit':
      return t('canvas.fault.exits');
    case 'OOMKill':
      return t('canvas.fault.killed');
    case 'ImageUnpullable':
      return t('canvas.fault.image');
    case 'MemoryPressure':
      return t('canvas.fault.memoryLeft', { amount: available ?? '90Mi' });
    case 'DiskPressure':
      return t('canvas.fault.diskLeft', { amount: available ?? '9%' });
  }
}
