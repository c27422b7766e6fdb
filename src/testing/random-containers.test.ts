/** Lives of containers that chance has made up: see ContainerLife for what is held against them. */
import { describe, expect, it } from 'vitest';
import { faultTypes } from '../engine/index.ts';
import type { Activity } from './container-activity.ts';
import { ContainerLife } from './random-container-life.ts';
import { randomStep, type Step } from './random-containers.ts';
import { createDice } from './random-dice.ts';

const lives = Number(process.env['PODARIUM_LIVES'] ?? 25);
const stepsPerLife = Number(process.env['PODARIUM_STEPS'] ?? 400);
const firstLife = Number(process.env['PODARIUM_FIRST_LIFE'] ?? 0);

/** At most so many shorter lives are tried for one that failed. */
const maxTries = 150;

/** What happened in each life that went well. */
const activities: Activity[] = [];

/** What must have happened in all lives together, and how often. */
const isLived: Readonly<Record<string, number>> = {
  restore: 50,
  fork: 50,
  seek: 50,
  session: 50,
  said: 100,
  Started: 200,
  Killing: 50,
  killed: 10,
  'ended: OOMKilled': 2,
  BackOff: 20,
  Unhealthy: 20,
  Evicted: 5,
  ProvisioningSucceeded: 5,
  'pod with a claim runs': 2,
  'static pod runs': 10,
  'pod of the host network runs': 5,
  ...Object.fromEntries(faultTypes.map((type) => [`fault ${type}`, 3])),
};

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
    if (index % 2 === 0) life.checkFromStart(index % 4 === 0 ? Number.POSITIVE_INFINITY : 777);
    activities.push(life.activity);
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

  it.skipIf(lives < 25 || stepsPerLife < 400)('are full of what happens to containers', () => {
    const rare = Object.entries(isLived).filter(([what, times]) => {
      const found = activities.reduce((sum, activity) => sum + (activity.get(what)?.size ?? 0), 0);
      return found < times;
    });
    expect(rare).toEqual([]);
  });
});
