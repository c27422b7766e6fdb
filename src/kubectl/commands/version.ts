import type { KubectlCommand } from '../invocation.ts';

/** The release whose behaviour this kubectl follows. */
const clientVersion = 'v1.36.0';

/** `kubectl version`. `staging/src/k8s.io/kubectl/pkg/cmd/version/version.go` */
export const versionCommand: KubectlCommand = {
  name: 'version',
  flags: [{ name: 'client', takes: 'switch' }],
  async run({ flags, print, server }) {
    print(`Client Version: ${clientVersion}`);
    if (flags.isOn('client')) return;
    const { gitVersion } = (await server.send({ method: 'GET', path: '/version' })) as { gitVersion: string };
    print(`Server Version: ${gitVersion}`);
  },
};
