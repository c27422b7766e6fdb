/** Objects in words, as `kubectl describe` tells of them. */
import type { Event } from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import type { Server } from '../server.ts';
import { Description } from './description.ts';
import { describeEvents, eventsAbout } from './events.ts';
import { describeAnything } from './generic.ts';
import { describeNode } from './node.ts';
import { describePod } from './pod.ts';
import { describeService } from './service.ts';
import {
  describeDaemonSet,
  describeDeployment,
  describeReplicaSet,
  describeStatefulSet,
} from './workloads.ts';

type Describe = (description: Description, object: never, server: Server) => void | Promise<void>;

const describers: Readonly<Record<string, Describe>> = {
  DaemonSet: describeDaemonSet,
  Deployment: describeDeployment,
  Node: describeNode,
  Pod: describePod,
  ReplicaSet: describeReplicaSet,
  Service: describeService,
  StatefulSet: describeStatefulSet,
};

/** The whole text about one object. @throws ServerError */
export async function describeObject(
  object: AnyObject,
  server: Server,
  options: { readonly showEvents: boolean },
): Promise<string> {
  const description = new Description(server.client.now());
  const describe: Describe = describers[object.kind ?? ''] ?? describeAnything;
  await describe(description, object as never, server);
  if (options.showEvents) describeEvents(description, await eventsOf(object, server));
  return description.toString();
}

/** The kubelet knows its Node by name, and the controllers by uid. */
async function eventsOf({ kind = '', metadata }: AnyObject, server: Server): Promise<Event[]> {
  const { namespace = '', name = '', uid = '' } = metadata ?? {};
  const byUid = await eventsAbout(server, { kind, namespace, name, uid });
  if (kind !== 'Node' || uid === name) return byUid;
  return [...byUid, ...(await eventsAbout(server, { kind, namespace, name, uid: name }))];
}
