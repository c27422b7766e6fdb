/** What the list of manifests says otherwise than a cluster of this release does it, and what can't be seen yet. */
import type { Expectation } from './manifest-index.ts';

/** Kinds that nothing here runs yet. */
export const notYet: Readonly<Record<string, string>> = {
  Job: 'its controller is not there yet',
  CronJob: 'its controller is not there yet',
  ReplicationController: 'its controller is not there yet',
};

/** In place of the list's own words. */
interface Correction extends Partial<Pick<Expectation, 'why' | 'documents'>> {
  readonly because: string;
}

const examples = 'kubernetes-website/content/en/examples';

/** By the name of the case. */
const corrections: Readonly<Record<string, Correction>> = {
  [`${examples}/pods/storage/projected.yaml`]: {
    why: 'FailedMount: MountVolume.SetUp failed for volume "all-in-one" : [secret "user" not found, secret "pass" not found]',
    because: 'a projected volume gathers the errors of all its sources (pkg/volume/projected/projected.go)',
  },
};

export function corrected(name: string, wanted: Expectation): Expectation {
  const { why = wanted.why, documents } = corrections[name] ?? {};
  return {
    ...wanted,
    ...(why === undefined ? {} : { why }),
    documents: { ...wanted.documents, ...documents },
  };
}
