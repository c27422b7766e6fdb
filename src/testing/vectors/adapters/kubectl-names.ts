import { kindByName } from '../../../kubectl/resource-arguments.ts';
import type { Adapters } from '../adapter.ts';

export const adapters: Adapters = {
  'kubectl/resource-aliases': ({ name }) => {
    const { plural, kind, group, version, namespaced } = kindByName(name);
    return { resource: plural, kind, group, version, namespaced };
  },
};
