export { applyJsonMergePatch } from './json-merge.ts';
export { applyJsonPatch } from './json-patch.ts';
export { PatchError } from './patch-error.ts';
export { applyStrategicMergePatch } from './strategic-merge.ts';
export { threeWayJsonMergePatch, threeWayStrategicMergePatch } from './three-way.ts';
