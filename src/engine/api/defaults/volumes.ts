/** Defaults of volumes. `pkg/apis/core/v1/defaults.go` */
import type { DownwardAPIVolumeFile, PersistentVolumeClaimSpec, Volume } from '../generated/types.ts';
import { imageTag } from '../image-tag.ts';
import { change, changeEach, fill, fillBlank } from './fill.ts';

const defaultMode = 0o644;

export function defaultVolume(volume: Volume): Volume {
  let result = volume;
  if (Object.keys(volume).every((key) => key === 'name')) return { ...volume, emptyDir: {} };
  result = change(result, 'secret', (source) => fill(source, { defaultMode }));
  result = change(result, 'configMap', (source) => fill(source, { defaultMode }));
  result = change(result, 'downwardAPI', (source) =>
    changeEach(fill(source, { defaultMode }), 'items', defaultDownwardFile),
  );
  result = change(result, 'projected', (source) =>
    changeEach(fill(source, { defaultMode }), 'sources', (projection) => {
      const withToken = change(projection, 'serviceAccountToken', (token) =>
        fill(token, { expirationSeconds: 3600 }),
      );
      return change(withToken, 'downwardAPI', (files) => changeEach(files, 'items', defaultDownwardFile));
    }),
  );
  result = change(result, 'hostPath', (source) => fill(source, { type: '' }));
  result = change(result, 'image', (source) =>
    fillBlank(source, { pullPolicy: pullPolicy(source.reference ?? '') }),
  );
  result = change(result, 'iscsi', (source) => fillBlank(source, { iscsiInterface: 'default' }));
  return change(result, 'ephemeral', (source) =>
    change(source, 'volumeClaimTemplate', (template) => change(template, 'spec', defaultClaimSpec)),
  );
}

function defaultDownwardFile(file: DownwardAPIVolumeFile): DownwardAPIVolumeFile {
  const withField = change(file, 'fieldRef', (reference) => fillBlank(reference, { apiVersion: 'v1' }));
  return change(withField, 'resourceFieldRef', (reference) => fillBlank(reference, { divisor: '0' }));
}

export function defaultClaimSpec(spec: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  return fill(spec, { volumeMode: 'Filesystem' });
}

/** `Always` for the tag latest, for it may change. */
export function pullPolicy(image: string): string {
  return imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent';
}
