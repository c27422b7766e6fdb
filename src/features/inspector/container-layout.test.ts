import { describe, expect, it } from 'vitest';
import { containerMachine } from '../../engine/lifecycle/container.machine.ts';
import { podMachine } from '../../engine/lifecycle/pod.machine.ts';
import { chartOf, movesFrom } from './chart-of-machine.ts';
import { containerLayout } from './container-layout.ts';
import { largeContainerLayout } from './container-layout-large.ts';
import { eventWords } from './next-moves.tsx';
import { pathTaken } from './path-taken.ts';
import { podLayout } from './pod-layout.ts';
import { stateWords } from './state-words.ts';
import { cornersOf } from './place-move-words.ts';

const chart = chartOf(containerMachine.definition);
const podChart = chartOf(podMachine.definition);

describe.each([
  { name: 'a container', of: chart, layout: containerLayout },
  { name: 'a container, large', of: chart, layout: largeContainerLayout },
  { name: 'a pod', of: podChart, layout: podLayout },
])('the statechart of $name', ({ of, layout }) => {
  it('has a place for every state of the machine, and none for another', () => {
    expect(Object.keys(layout.boxes).toSorted()).toEqual(of.states.map((state) => state.path).toSorted());
  });

  it('has words for every state and every event', () => {
    const last = of.states.map(({ path }) => path.split('.').at(-1) ?? '');
    expect(last.filter((name) => stateWords(name) === '')).toEqual([]);
    expect(of.moves.map(({ event }) => event).filter((event) => !eventWords.has(event))).toEqual([]);
  });

  it('has a line for every move of the machine but those from anywhere, and no other line', () => {
    const moves = new Set(of.moves.filter(({ from }) => from !== '').map(({ from, to }) => `${from}>${to}`));
    expect(Object.keys(layout.lines).toSorted()).toEqual([...moves].toSorted());
  });

  it('lets each line begin and end at the edges of its states', () => {
    for (const [name, line] of Object.entries(layout.lines)) {
      const corners = cornersOf(line);
      const ends = name.split('>').map((path) => layout.boxes[path]!);
      const points = [corners[0]!, corners.at(-1)!];
      ends.forEach((box, at) => {
        const { x, y } = points[at]!;
        const isOnEdge =
          (x === box.x || x === box.x + box.width || y === box.y || y === box.y + box.height) &&
          x >= box.x &&
          x <= box.x + box.width &&
          y >= box.y &&
          y <= box.y + box.height;
        expect({ name, at, isOnEdge }).toEqual({ name, at, isOnEdge: true });
      });
    }
  });
});

describe('the machine of a container', () => {
  it('begins where the machine begins', () => expect(chart.initial).toBe('waiting.creating'));

  it('finds what can move a state on, the nearest first', () => {
    const moves = movesFrom(chart, 'waiting.crashLoopBackOff').map(({ event, to }) => `${event} > ${to}`);
    expect(moves).toEqual([
      'after backoff > waiting.creating',
      'DELETE > terminated',
      'LOST > waiting.creating',
      'LOST > terminated',
    ]);
  });
});

describe('the way that a container came', () => {
  const stretch = (fromMs: number, state: 'ready' | 'failed' | 'backOff' | 'creating', restarts = 0) => ({
    fromMs,
    toMs: null,
    state,
    word: state === 'backOff' ? 'CrashLoopBackOff' : state === 'creating' ? 'ContainerCreating' : '',
    restarts,
  });
  const loop = [
    stretch(0, 'creating'),
    stretch(10, 'ready'),
    stretch(20, 'failed'),
    stretch(21, 'backOff'),
    stretch(30, 'ready', 1),
    stretch(40, 'failed', 1),
  ];

  it('is counted move by move, through states that no kubelet reports', () => {
    expect(pathTaken(chart, loop, 100, false).counts).toEqual({
      'waiting.creating>running.notReady': 2,
      'running.notReady>running.ready': 2,
      'running>terminated': 2,
      'terminated>waiting.crashLoopBackOff': 1,
      'waiting.crashLoopBackOff>waiting.creating': 1,
    });
  });

  it('ends at the moment shown', () => {
    expect(pathTaken(chart, loop, 15, true).counts).toEqual({
      'waiting.creating>running.starting': 1,
      'running.starting>running.notReady': 1,
      'running.notReady>running.ready': 1,
    });
  });
});
