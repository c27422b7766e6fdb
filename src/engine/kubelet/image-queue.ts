/** Images are pulled one at a time on a node, or side by side if its kubelet is set so. `pkg/kubelet/images/puller.go` */
import type { Machine } from '../api/podarium.ts';
import { pullsAtOnce } from './kubelet-settings.ts';
import type { NodeRecord, PullRequest } from './records.ts';
import type { Work } from './work.ts';

export function enqueuePull(work: Work, nodeName: string, request: PullRequest): void {
  const node = work.nodes.get(nodeName)!;
  node.pulls.push(request);
  if (node.pulls.length <= slots(work, node))
    work.runtime.pullImage(nodeName, request.image, request.registries);
}

/**
 * Takes what was pulling the image off the queue and begins the next: each request in a queue of one has its own
 * pull, and those side by side that want the same image share one.
 */
export function finishPull(work: Work, node: NodeRecord, image: string): PullRequest[] {
  const open = slots(work, node);
  const running = node.pulls.slice(0, open);
  const finished = running.filter((request) => request.image === image);
  node.pulls = node.pulls.filter((request) => !finished.includes(request));
  for (const next of node.pulls.slice(open - finished.length, open))
    if (!running.includes(next)) work.runtime.pullImage(node.name, next.image, next.registries);
  return finished;
}

function slots(work: Work, node: NodeRecord): number {
  return pullsAtOnce(work.context.view.get<Machine>('machines.podarium.dev', '', node.name)?.spec?.kubelet);
}
