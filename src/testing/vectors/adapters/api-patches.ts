import type { Adapters } from '../adapter.ts';
import type { PatchSchema } from '../../../engine/api/patch/merge-keys.ts';
import { PatchConflict, PatchError } from '../../../engine/api/patch/patch-error.ts';
import { applyStrategicMergePatch } from '../../../engine/api/patch/strategic-merge.ts';
import { threeWayJsonMergePatch, threeWayStrategicMergePatch } from '../../../engine/api/patch/three-way.ts';

/** The type that Kubernetes' own tests patch. */
const schema: PatchSchema = {
  definitions: {
    Item: {
      name: 's',
      value: 's',
      other: 's',
      mergingList: '[Item',
      nonMergingList: '[Item',
      mergingIntList: '[n',
      nonMergingIntList: '[n',
      mergeItemPtr: '[Item',
      simpleMap: '{s',
      replacingItem: '*',
      retainKeysMap: 'RetainKeysItem',
      retainKeysMergingList: '[Item',
    },
    RetainKeysItem: {
      name: 's',
      value: 's',
      other: 's',
      simpleMap: '{s',
      mergingList: '[Item',
      nonMergingList: '[Item',
      mergingIntList: '[n',
      nonMergingIntList: '[n',
    },
  },
  strategies: {
    Item: {
      mergingList: { merge: true, mergeKey: 'name' },
      mergingIntList: { merge: true },
      mergeItemPtr: { merge: true, mergeKey: 'name' },
      replacingItem: { replace: true },
      retainKeysMap: { retainKeys: true },
      retainKeysMergingList: { merge: true, mergeKey: 'name', retainKeys: true },
    },
    RetainKeysItem: {
      mergingList: { merge: true, mergeKey: 'name' },
      mergingIntList: { merge: true },
    },
  },
};

export const adapters: Adapters = {
  'api/strategic-merge-patch': ({ original, patch }) => {
    try {
      return { result: applyStrategicMergePatch(original, patch, 'Item', schema) };
    } catch (error) {
      if (error instanceof PatchError) return { error: true };
      throw error;
    }
  },
  'api/three-way-strategic-merge-patch': ({ overwrite, ...change }) => {
    try {
      return { patch: threeWayStrategicMergePatch(change, 'Item', overwrite, schema) };
    } catch (error) {
      if (error instanceof PatchConflict) return { conflict: true };
      throw error;
    }
  },
  'api/three-way-json-merge-patch': (change) => threeWayJsonMergePatch(change),
};
