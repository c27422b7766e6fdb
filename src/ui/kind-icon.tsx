/** A heptagon with a glyph in it for each kind of object: drawn by ourselves, told apart by what is inside. */
import type { ReactElement } from 'react';

/** Glyphs in a box of 24, 1.5 px strokes; those in `solid` are filled. */
const glyphs: Readonly<Record<string, string>> = {
  Pod: 'M12 7.6l3.8 2.1v4.6L12 16.4l-3.8-2.1V9.7zM8.2 9.7l3.8 2.2 3.8-2.2M12 11.9v4.5',
  Deployment: 'M15.6 10.4a4 4 0 1 0 .2 2.8M16 7.8v2.8h-2.8',
  ReplicaSet: 'M8 8h5.5v5.5H8zM10.5 15.8h5.5v-5.3',
  StatefulSet: 'M7.8 9c0-2 8.4-2 8.4 0s-8.4 2-8.4 0zM7.8 9v6c0 2 8.4 2 8.4 0V9M7.8 12c0 2 8.4 2 8.4 0',
  DaemonSet: 'M7.8 15.5h8.4M8 8.3h2.2v4.2H8zM13.8 8.3H16v4.2h-2.2z',
  Job: 'M8 12.4l2.7 2.8L16 9.2',
  CronJob: 'M16 12a4 4 0 1 1-8 0a4 4 0 0 1 8 0zM12 9.7V12l1.7 1',
  Service: 'M10.2 8h3.6v2.6h-3.6zM7.6 13.6h3v2.4h-3zM13.4 13.6h3v2.4h-3zM12 10.6v1.5M9.1 13.6v-1.5h5.8v1.5',
  EndpointSlice: 'M8 8.5h3M8 12h3M8 15.5h3M13.2 8.5h2.6M13.2 12h2.6M13.2 15.5h2.6',
  Ingress: 'M7.5 12h7M12 9.3l2.7 2.7-2.7 2.7M16.6 8v8',
  NetworkPolicy: 'M12 7.5l4 1.4v3.3c0 2.3-1.6 3.7-4 4.5-2.4-.8-4-2.2-4-4.5V8.9z',
  HorizontalPodAutoscaler: 'M7.5 12h9M9.6 9.8L7.4 12l2.2 2.2M14.4 9.8l2.2 2.2-2.2 2.2',
  PersistentVolumeClaim: 'M8 9.3h8v5.7H8zM8 12h8',
  ConfigMap: 'M8.2 8h7.6v8H8.2zM10 10.3h4M10 12.3h4M10 14.2h2.4',
  Secret: 'M8.5 11.3h7v4.5h-7zM10 11.3V9.8a2 2 0 0 1 4 0v1.5',
  Node: 'M7.8 8.5h8.4v5.3H7.8zM10 16.2h4M12 13.8v2.4',
  ServiceAccount:
    'M13.9 9.5a1.9 1.9 0 1 1-3.8 0a1.9 1.9 0 0 1 3.8 0zM8.4 16c.4-2.3 1.8-3.3 3.6-3.3s3.2 1 3.6 3.3',
  Clients: 'M13.9 9.5a1.9 1.9 0 1 1-3.8 0a1.9 1.9 0 0 1 3.8 0zM8.4 16c.4-2.3 1.8-3.3 3.6-3.3s3.2 1 3.6 3.3',
};
const other = 'M9 12h.1M12 12h.1M15 12h.1';

/** Seven corners with one at the top, on a circle of 11 about the middle. */
const heptagon = Array.from({ length: 7 }, (_, corner) => {
  const angle = (corner * 2 * Math.PI) / 7 - Math.PI / 2;
  const point = `${(12 + 10.6 * Math.cos(angle)).toFixed(2)} ${(12.3 + 10.6 * Math.sin(angle)).toFixed(2)}`;
  return `${corner === 0 ? 'M' : 'L'}${point}`;
}).join('');

export interface KindIconProps {
  /** As in manifests: `Deployment`. One that has no glyph of its own gets three dots. */
  readonly kind: string;
  /** Edge in CSS pixels; default 24. */
  readonly size?: number;
}

export function KindIcon({ kind, size = 24 }: KindIconProps): ReactElement {
  return (
    <svg className="kind-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={`${heptagon}Z`}
        fill="var(--well)"
        stroke="var(--line-strong)"
        strokeWidth={1}
        strokeLinejoin="round"
      />
      <path
        d={glyphs[kind] ?? other}
        fill="none"
        stroke="var(--ink-2)"
        strokeWidth={1.3}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
