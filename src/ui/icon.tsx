/** Our own line icons: 16 px, 1.5 px strokes, drawn with the colour of the text they stand beside. */
import type { ReactElement } from 'react';

const strokes = {
  arrows: 'M3.5 12.5c4.5 0 3.5-8 8.5-8M9.7 2.2l2.5 2.3-2.5 2.3',
  branch:
    'M6.1 3.8a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 0 1 3.2 0zM6.1 12.2a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 0 1 3.2 0zM13.1 6a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 0 1 3.2 0zM4.5 5.4v5.2M4.5 9.5c0-2.2 5-1.2 7-2',
  bolt: 'M9 1.8L3.8 9H7.5l-.8 5.2L12.2 7H8.3z',
  check: 'M3.5 8.3l3 3 6-6.6',
  chevronDown: 'M5 6.5l3 3 3-3',
  chevronRight: 'M6.5 5l3 3-3 3',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  copy: 'M7 5.5h4.5a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5H7a1.5 1.5 0 0 1-1.5-1.5V7a1.5 1.5 0 0 1 1.5-1.5zM10.5 5.5V3H3v7.5h2.5',
  cursor: 'M4 2.5l8.5 5-3.8 1-1.7 3.7z',
  diff: 'M8 2.5v6M5 5.5h6M5 12.5h6',
  enter: 'M12.5 4v4.5H4M6.5 6L4 8.5 6.5 11',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM9.8 8a1.8 1.8 0 1 1-3.6 0a1.8 1.8 0 0 1 3.6 0z',
  fit: 'M3 6V3h3M13 6V3h-3M3 10v3h3M13 10v3h-3',
  flag: 'M4 14V2.5h7.5L9.8 5.5l1.7 3H4',
  fullscreen: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5L9 7M2.5 13.5L7 9',
  link: 'M6.8 9.2L9.2 6.8M7.3 4.8l1.4-1.4a2.75 2.75 0 0 1 3.9 3.9L11.2 8.7M8.7 11.2l-1.4 1.4a2.75 2.75 0 0 1-3.9-3.9L4.8 7.3',
  machines: 'M2.5 3h4.5v10H2.5zM9 3h4.5v10H9zM4.2 5.5h1.2M10.7 5.5h1.2',
  minus: 'M3.5 8h9',
  moon: 'M12.8 9.7A5.3 5.3 0 0 1 6.3 3.2a5.3 5.3 0 1 0 6.5 6.5z',
  namespace: 'M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z',
  network: 'M2.5 8h3M10.5 8h3M6.5 5.5l3 5M9.5 5.5l-3 5',
  pin: 'M8 14V9.5M4.5 9.5h7L10.3 6V2.5H5.7V6z',
  plus: 'M8 3.5v9M3.5 8h9',
  power: 'M8 2.5v5M4.7 4.7a4.7 4.7 0 1 0 6.6 0',
  present: 'M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM8 11v3M5.5 14h5',
  redo: 'M12.5 6.5h-6a3.25 3.25 0 0 0 0 6.5H10M10 4l2.5 2.5L10 9',
  reset: 'M3.5 3v3.5H7M3.8 6.5A5 5 0 1 1 3 9',
  route:
    'M4.8 4.5a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 0 1 3.2 0zM14.4 11.5a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 0 1 3.2 0zM4.8 4.5h4.4a1.75 1.75 0 0 1 0 3.5H6.5a1.75 1.75 0 0 0 0 3.5h4.7',
  search: 'M11 7a4 4 0 1 1-8 0a4 4 0 0 1 8 0zM10 10l3.5 3.5',
  service: 'M10.2 8a2.2 2.2 0 1 1-4.4 0a2.2 2.2 0 0 1 4.4 0zM8 2v3.8M8 10.2V14M2 8h3.8M10.2 8H14',
  share: 'M8 9.5V2.5M5.3 5L8 2.3 10.7 5M4 7.5H3v6h10v-6h-1',
  sun: 'M10.8 8a2.8 2.8 0 1 1-5.6 0a2.8 2.8 0 0 1 5.6 0zM8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1',
  terminal: 'M3 4.5L6.5 8 3 11.5M8 12h5',
  timeline: 'M2 4.5h6M5 8h7M3.5 11.5h5',
  tree: 'M2 6.2h3.5v3.6H2zM10.5 2.2H14v3.6h-3.5zM10.5 10.2H14v3.6h-3.5zM5.5 8H8M10.5 4H8v8h2.5',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.5M9.2 7v3.5',
  undo: 'M3.5 6.5h6a3.25 3.25 0 0 1 0 6.5H6M6 4L3.5 6.5 6 9',
  users: 'M10.5 5.5a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0zM3 13.5c.5-3 2.5-4.2 5-4.2s4.5 1.2 5 4.2',
  warning: 'M8 2.5L14.3 13H1.7zM8 6.5v3M8 11.3v.1',
} as const;

/** Solid parts, for what has to read as one shape; an icon may have both. */
const fills = {
  play: 'M5 3.2v9.6L12.5 8z',
  pause: 'M3.8 3.5h2.4v9H3.8zM9.8 3.5h2.4v9H9.8z',
  back: 'M12 3.5v9L5.5 8zM3.25 3.5h1.5v9h-1.5z',
  step: 'M4 3.5v9L10.5 8zM11.25 3.5h1.5v9h-1.5z',
  skip: 'M2.5 3.8v8.4L7.5 8zM7.5 3.8v8.4L12.5 8zM12.75 3.5h1.5v9h-1.5z',
  more: 'M4.6 8a1.1 1.1 0 1 1-2.2 0a1.1 1.1 0 0 1 2.2 0zM9.1 8a1.1 1.1 0 1 1-2.2 0a1.1 1.1 0 0 1 2.2 0zM13.6 8a1.1 1.1 0 1 1-2.2 0a1.1 1.1 0 0 1 2.2 0z',
} as const;

export type IconName = keyof typeof strokes | keyof typeof fills;

export const iconNames = [...Object.keys(strokes), ...Object.keys(fills)] as readonly IconName[];

export interface IconProps {
  readonly name: IconName;
  /** Edge in CSS pixels; default 16. */
  readonly size?: number;
}

export function Icon({ name, size = 16 }: IconProps): ReactElement {
  const solid = name in fills;
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {solid ? (
        <path d={fills[name as keyof typeof fills]} fill="currentColor" />
      ) : (
        <path
          d={strokes[name as keyof typeof strokes]}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
          strokeDasharray={name === 'namespace' ? '2.2 1.8' : undefined}
        />
      )}
    </svg>
  );
}
