/** Where the pod's states stand and how its moves run; a test fails when one of them has no place. */
import type { Box, ChartLayout } from './container-layout.ts';

const [left, right] = [28, 160];

function state(x: number, y: number): Box {
  return { x, y, width: 116, height: 36 };
}

const boxes: Readonly<Record<string, Box>> = {
  pending: { x: 10, y: 4, width: 280, height: 136 },
  'pending.unscheduled': state(left, 32),
  'pending.creating': state(right, 32),
  'pending.starting': state(left, 92),
  'pending.initializing': state(right, 92),
  running: { x: 10, y: 164, width: 280, height: 80 },
  'running.notReady': state(left, 196),
  'running.ready': state(right, 196),
  succeeded: state(left, 276),
  failed: state(right, 276),
  terminating: state(left, 344),
  gone: state(right, 344),
  unknown: state(left, 412),
};

const lines: Readonly<Record<string, string>> = {
  'pending.unscheduled>pending.creating': 'M144 50H160',
  'pending.creating>pending.initializing': 'M232 68V92',
  'pending.creating>pending.starting': 'M204 68V80H86V92',
  'pending.initializing>pending.starting': 'M160 110H144',
  'pending.initializing>failed': 'M276 116H284V152H300V300H276',
  'pending>running': 'M86 140V164',
  'pending>failed': 'M290 88H300V288H276',
  'running.notReady>running.ready': 'M144 208H160',
  'running.ready>running.notReady': 'M160 222H144',
  'running>succeeded': 'M86 244V276',
  'running>failed': 'M218 244V276',
  'running>pending.creating': 'M290 184H295V44H276',
  'terminating>terminating': 'M52 380V392H100V380',
  'terminating>gone': 'M144 362H160',
};

export const podLayout: ChartLayout = { width: 302, height: 452, boxes, lines };
