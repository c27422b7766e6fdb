/** Carries out what parts of the cluster want written, through the path that users' requests take. */
import { applyJsonMergePatch } from '../api/patch/index.ts';
import { kindsOf } from '../api/custom-kinds.ts';
import { type ResourceKind, resourceById } from '../api/kinds.ts';
import { type AnyObject, type KubeObject, nameOf } from '../api/object.ts';
import type { EventRecord, Write } from '../api/part.ts';
import { bindPod } from './binding.ts';
import type { DeleteOptions } from './deletion.ts';
import { notFound } from './errors.ts';
import type { EventRecorder } from './event-recorder.ts';
import type { ObjectWriter } from './object-writer.ts';

/** Returns the object as stored, undefined where there is none. @throws StatusError when the write is refused. */
export type Perform = (write: Write, author: string) => KubeObject | undefined;

export function createPerform(writer: ObjectWriter, recorder: EventRecorder): Perform {
  return (write, author) => {
    switch (write.verb) {
      case 'create': {
        const created = writer.create(kindOf(writer, write), write.object, { author });
        if (write.event !== undefined) recorder.record(withName(write.event, nameOf(created)), author);
        return created;
      }
      case 'update':
        return writer.update(kindOf(writer, write), write.object, { author });
      case 'updateStatus':
        return writer.updateStatus(kindOf(writer, write), write.object, { author });
      case 'patch':
        return patch(writer, write, author);
      case 'delete':
        return writer.delete(kindOf(writer, write), write.namespace, write.name, deleteOptions(write), {
          author,
        });
      case 'bind':
        bindPod(writer, write.namespace, write.name, write.nodeName, write.uid, { author });
        return writer.store.get('pods', write.namespace, write.name);
      case 'event':
        recorder.record(write.event, author);
        return undefined;
    }
  };
}

/** Custom kinds come and go: the store's own definitions say what they are now. */
function kindOf(writer: ObjectWriter, { resource }: { readonly resource: string }): ResourceKind {
  return resourceById(resource, kindsOf(writer.store));
}

function withName(event: EventRecord, name: string): EventRecord {
  return { ...event, message: event.message.replace('{name}', name) };
}

function patch(writer: ObjectWriter, write: Extract<Write, { verb: 'patch' }>, author: string): KubeObject {
  const kind = kindOf(writer, write);
  const current = writer.store.get(write.resource, write.namespace, write.name) as AnyObject | undefined;
  if (current === undefined) throw notFound(kind, write.name);
  const next = applyJsonMergePatch(current, write.patch) as AnyObject;
  if (write.subresource === 'status') return writer.updateStatus(kind, next, { author });
  if (write.subresource === 'finalize') return writer.replace(kind, next, { author });
  return writer.update(kind, next, { author });
}

function deleteOptions(write: Extract<Write, { verb: 'delete' }>): DeleteOptions {
  return {
    ...(write.gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: write.gracePeriodSeconds }),
    ...(write.propagationPolicy === undefined ? {} : { propagationPolicy: write.propagationPolicy }),
    ...(write.uid === undefined ? {} : { preconditions: { uid: write.uid } }),
  };
}
