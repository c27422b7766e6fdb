export { applyJsonMergePatch } from './json-merge.ts';
export { applyJsonPatch, type JsonPatchOperation } from './json-patch.ts';
export { PatchConflict, PatchError } from './patch-error.ts';
export { applyStrategicMergePatch } from './strategic-merge.ts';
export { threeWayJsonMergePatch, threeWayStrategicMergePatch, type ThreeWay } from './three-way.ts';
