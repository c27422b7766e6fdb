import { type Descriptions, explain } from '../explain.ts';
import type { KubectlCommand } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';

/** `kubectl explain`. `staging/src/k8s.io/kubectl/pkg/cmd/explain/explain.go` */
export const explainCommand: KubectlCommand = {
  name: 'explain',
  flags: [
    { name: 'api-version', takes: 'text' },
    { name: 'recursive', takes: 'switch' },
  ],
  async run({ words, flags, print, server }) {
    const [word, ...others] = words;
    if (word === undefined)
      throw new KubectlError(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    if (others.length > 0) throw usageError('explain', 'We accept only this format: explain RESOURCE');
    const [resource = '', ...path] = word.split('.');
    const kind = await server.kindByName(resource);
    // The words are long and seldom asked for.
    const { default: descriptions } = await import('../../engine/api/generated/descriptions.json', {
      with: { type: 'json' },
    });
    print(explain(kind, path, descriptions as unknown as Descriptions, flags.isOn('recursive')));
  },
};
