/** Lives of containers that chance has made up: see ContainerLife for what is held against them. */
import { describe, expect, it } from 'vitest';
import { ContainerLife } from './random-container-life.ts';
import { randomStep, type Step } from './random-containers.ts';
import { createDice } from './random-dice.ts';

const lives = Number(process.env['PODARIUM_LIVES'] ?? 25);
const stepsPerLife = Number(process.env['PODARIUM_STEPS'] ?? 400);
const firstLife = Number(process.env['PODARIUM_FIRST_LIFE'] ?? 0);

/** At most so many shorter lives are tried for one that failed. */
const maxTries = 150;

interface Failure {
  readonly message: string;
  readonly steps: readonly Step[];
}

/** Lives by chance; undefined when all went well. */
function live(index: number): Failure | undefined {
  const dice = createDice(index * 7919 + 3);
  const life = new ContainerLife(`containers-${index}`);
  const steps: Step[] = [];
  try {
    for (let count = 0; count < stepsPerLife; count++) {
      const step = randomStep(life.cluster, dice);
      steps.push(step);
      life.perform(step);
    }
    life.check();
    life.checkFromStart(index % 2 === 0 ? Number.POSITIVE_INFINITY : 777);
  } catch (error) {
    return { message: messageOf(error), steps };
  }
  return undefined;
}

/** The same steps again, looked over after each. */
function relive(index: number, steps: readonly Step[]): Failure | undefined {
  const life = new ContainerLife(`containers-${index}`);
  for (const [count, step] of steps.entries()) {
    try {
      life.perform(step);
      life.check();
    } catch (error) {
      return { message: messageOf(error), steps: steps.slice(0, count + 1) };
    }
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 8).join('\n')
    : String(error);
}

/** Leaves out steps, many at once and then few, as long as something still goes wrong. */
function shorten(index: number, failure: Failure): Failure {
  let shortest = relive(index, failure.steps) ?? failure;
  let tries = 0;
  for (
    let size = Math.ceil(shortest.steps.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < shortest.steps.length && tries < maxTries; tries++) {
      const fewer = shortest.steps.filter((_step, place) => place < at || place >= at + size);
      const shorter = relive(index, fewer);
      if (shorter === undefined) at += size;
      else shortest = shorter;
    }
  }
  return shortest;
}

function tell(index: number, { message, steps }: Failure): string {
  const lines = steps.map((step) => JSON.stringify(step));
  return [`life ${index}: ${message}`, `${steps.length} steps lead there:`, ...lines].join('\n');
}

describe('random lives of containers', () => {
  it.each(Array.from({ length: lives }, (_none, index) => firstLife + index))(
    'life %i keeps order',
    (index) => {
      const failure = live(index);
      expect(failure === undefined ? '' : tell(index, shorten(index, failure))).toBe('');
    },
  );
});
