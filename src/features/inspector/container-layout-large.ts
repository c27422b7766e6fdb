/** The same machine with room for the names of its events: 952 wide. */
import type { Box, ChartLayout } from './container-layout.ts';

function state(x: number, y: number, width = 172, height = 56): Box {
  return { x, y, width, height };
}

const boxes: Readonly<Record<string, Box>> = {
  waiting: { x: 2, y: 2, width: 446, height: 456 },
  'waiting.pulling': state(16, 40),
  'waiting.errImagePull': state(16, 144),
  'waiting.imagePullBackOff': state(16, 248),
  'waiting.podInitializing': state(16, 376),
  'waiting.creating': state(240, 40),
  'waiting.createError': state(240, 160, 128),
  'waiting.crashLoopBackOff': state(240, 368),
  running: { x: 500, y: 2, width: 260, height: 298 },
  'running.starting': state(524, 40, 208),
  'running.notReady': state(524, 136, 208),
  'running.ready': state(524, 228, 208),
  terminating: state(800, 40, 150),
  terminated: state(800, 304, 150),
};

const lines: Readonly<Record<string, string>> = {
  'waiting.podInitializing>waiting.creating': 'M188 392H216V84H240',
  'waiting.creating>waiting.podInitializing': 'M240 91H224V404H188',
  'waiting.creating>waiting.pulling': 'M240 52H188',
  'waiting.pulling>waiting.creating': 'M188 63H240',
  'waiting.pulling>waiting.errImagePull': 'M102 96V144',
  'waiting.errImagePull>waiting.imagePullBackOff': 'M102 200V248',
  'waiting.creating>waiting.imagePullBackOff': 'M240 70H196V264H188',
  'waiting.imagePullBackOff>waiting.creating': 'M188 280H206V77H240',
  'waiting.creating>waiting.createError': 'M284 96V160',
  'waiting.createError>waiting.creating': 'M324 160V96',
  'waiting.creating>waiting.crashLoopBackOff': 'M412 88H430V384H412',
  'waiting.crashLoopBackOff>waiting.creating': 'M392 368V96',
  'waiting.creating>running.starting': 'M412 54H524',
  'waiting.creating>running.notReady': 'M412 66H484V160H524',
  'waiting.creating>terminated': 'M412 77H476V320H800',
  'waiting>terminated': 'M448 440H912V360',
  'running.starting>running.notReady': 'M628 96V136',
  'running.notReady>running.ready': 'M584 192V228',
  'running.ready>running.notReady': 'M672 228V192',
  'running>terminating': 'M760 68H800',
  'running>terminated': 'M628 300V332H800',
  'terminating>terminated': 'M876 96V304',
  'terminated>waiting.crashLoopBackOff': 'M800 346H496V400H412',
  'terminated>waiting.creating': 'M850 360V420H466V91H412',
};

export const largeContainerLayout: ChartLayout = { width: 952, height: 460, boxes, lines, isLarge: true };
