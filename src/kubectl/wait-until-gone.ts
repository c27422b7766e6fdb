import type { Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import type { ObjectReference } from './server.ts';

/** `staging/src/k8s.io/kubectl/pkg/cmd/wait/delete.go`: gone, or another object of the same name stands there. */
export async function waitUntilGone(
  invocation: Invocation,
  reference: ObjectReference,
  uid: string,
  timeoutMs = 0,
): Promise<void> {
  const object = await invocation.server.find(reference);
  if (object === undefined || object.metadata?.uid !== uid) return;
  const version = object.metadata.resourceVersion ?? '';
  const isIt = (candidate: unknown) => (candidate as typeof object).metadata?.uid === uid;
  const gone = await invocation.server.follow(
    reference,
    version,
    (event) => event.type === 'DELETED' && isIt(event.object),
    timeoutMs > 0 ? timeoutMs : undefined,
  );
  if (!gone)
    throw new KubectlError(
      `timed out waiting for the condition on ${reference.kind.plural}/${reference.name}`,
    );
}
