/** Images are pulled one at a time on a node. `pkg/kubelet/images/puller.go` serialImagePuller */
import type { NodeRecord, PullRequest } from './records.ts';
import type { Work } from './work.ts';

export function enqueuePull(work: Work, nodeName: string, request: PullRequest): void {
  const node = work.nodes.get(nodeName)!;
  node.pulls.push(request);
  if (node.pulls.length === 1) work.runtime.pullImage(nodeName, request.image);
}

/** Takes the pull that is over off the queue and begins the next; undefined when nothing was being pulled. */
export function finishPull(work: Work, node: NodeRecord, image: string): PullRequest | undefined {
  if (node.pulls[0]?.image !== image) return undefined;
  const finished = node.pulls.shift();
  const next = node.pulls[0];
  if (next !== undefined) work.runtime.pullImage(node.name, next.image);
  return finished;
}
