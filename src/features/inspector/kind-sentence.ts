/** The sentence of any kind that has one here; custom kinds are told by their definition. */
import { configSentences } from './config-sentences.ts';
import type { KindSentence, KindSentences } from './kind-lookup.ts';
import { t } from './kind-messages.en.ts';
import { networkSentences } from './network-sentences.ts';
import { policySentences } from './policy-sentences.ts';
import { storageSentences } from './storage-sentences.ts';
import { workloadSentences } from './workload-sentences.ts';

const sentences: KindSentences = {
  ...workloadSentences,
  ...networkSentences,
  ...storageSentences,
  ...configSentences,
  ...policySentences,
};

export const kindSentence: KindSentence = (about, lookup) => {
  const own = sentences[about.resource];
  if (own !== undefined) return own(about, lookup);
  const definition = lookup.get(`customresourcedefinitions.apiextensions.k8s.io//${about.resource}`);
  return definition === undefined
    ? undefined
    : t('kind.custom', { kind: about.kind, definition: about.resource });
};
