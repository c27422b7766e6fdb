/** What the list of manifests says otherwise than a cluster of this release does it, and what can't be seen yet. */
import type { Expectation } from './manifest-index.ts';

/** Kinds that nothing here runs yet. */
export const notYet: Readonly<Record<string, string>> = {
  Job: 'its controller is not there yet',
  CronJob: 'its controller is not there yet',
  HorizontalPodAutoscaler: 'its controller is not there yet',
};

interface Correction {
  readonly key: string;
  readonly detail: string;
  readonly why: string;
}

/** By the name of the case. */
const corrections: Readonly<Record<string, Correction>> = {};

export function corrected(name: string, wanted: Expectation): Expectation {
  const found = corrections[name];
  return found === undefined
    ? wanted
    : { ...wanted, documents: { ...wanted.documents, [found.key]: found.detail } };
}
