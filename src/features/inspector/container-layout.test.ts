import { describe, expect, it } from 'vitest';
import { containerMachine } from '../../engine/lifecycle/container.machine.ts';
import { chartOf, movesFrom } from './chart-of-machine.ts';
import { moveLines, stateBoxes } from './container-layout.ts';
import { stateWords } from './state-words.ts';

const chart = chartOf(containerMachine.definition);

describe('the statechart of a container', () => {
  it('has a place for every state of the machine, and none for another', () => {
    expect(Object.keys(stateBoxes).toSorted()).toEqual(chart.states.map((state) => state.path).toSorted());
  });

  it('has words for every state', () => {
    const last = chart.states.map(({ path }) => path.split('.').at(-1) ?? '');
    expect(last.filter((name) => stateWords(name) === '')).toEqual([]);
  });

  it('has a line for every move of the machine but those from anywhere, and no other line', () => {
    const moves = new Set(
      chart.moves.filter(({ from }) => from !== '').map(({ from, to }) => `${from}>${to}`),
    );
    expect(Object.keys(moveLines).toSorted()).toEqual([...moves].toSorted());
  });

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
