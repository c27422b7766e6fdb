import type { ComponentType } from 'react';
import { ControlsSection } from './controls-section.tsx';
import { IconsSection } from './icons-section.tsx';
import { PodsSection } from './pods-section.tsx';
import { ColoursSection, TypeSection } from './tokens-section.tsx';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** What needs no cluster stands here itself. */
  readonly part?: ComponentType;
  /** Names of scenes, each in its frame. */
  readonly scenes?: readonly string[];
}

export const sections: readonly Section[] = [
  {
    id: 'type',
    title: 'Type and space',
    about: 'Inter says, JetBrains Mono quotes. Everything stands on a grid of 4 px.',
    part: TypeSection,
  },
  {
    id: 'colours',
    title: 'Colours',
    about: 'One accent, which belongs to the person. A hue for each state, never alone.',
    part: ColoursSection,
  },
  {
    id: 'icons',
    title: 'Icons and marks',
    about: 'Line icons for what can be done, heptagons for kinds, marks for states.',
    part: IconsSection,
  },
  {
    id: 'controls',
    title: 'Controls',
    about: 'Each control at rest, pointed at, with the keyboard, pressed, and where it can’t be used.',
    part: ControlsSection,
  },
  {
    id: 'pods',
    title: 'Pods',
    about:
      'Round is not yet started, square runs, notched is broken, cut is leaving, flat is done, hatched is lost.',
    part: PodsSection,
  },
  {
    id: 'canvas',
    title: 'Canvas',
    about: 'One cluster, four distances: the same shapes gain words.',
    scenes: ['near', 'phone', 'far', 'searched'],
  },
  {
    id: 'inside',
    title: 'Inside a pod',
    about: 'A column is one container’s own, a band is shared by all.',
    scenes: ['open'],
  },
  {
    id: 'machines',
    title: 'Machines and control plane',
    about: 'What a machine promises, what it has given, and what became of it.',
    scenes: ['asked', 'troubled', 'write'],
  },
  {
    id: 'relations',
    title: 'Owners, network, arrows',
    about: 'The same objects by who made them and by who may reach whom. What is missing is a ghost.',
    scenes: ['ownership', 'network', 'arrows'],
  },
  {
    id: 'time',
    title: 'Timeline',
    about: 'A lane for each life. Right of now: what is expected, never invented.',
    scenes: ['transport', 'timeline', 'lens', 'stretch', 'narrow'],
  },
  {
    id: 'branches',
    title: 'Branches',
    about: 'Two ways the same past went on.',
    scenes: ['branches', 'compare', 'branchList'],
  },
  {
    id: 'inspector',
    title: 'Inspector',
    about: 'One object in words, and everything that stands behind them.',
    scenes: ['trouble', 'health', 'workloads', 'services', 'tabs', 'lists'],
  },
  {
    id: 'why',
    title: 'Why',
    about: 'Every cause goes back to a command or to the passing of time.',
    scenes: ['why'],
  },
  {
    id: 'editor',
    title: 'Editor and terminal',
    about: 'Manifests and kubectl.',
    scenes: ['still', 'refused', 'unreadable', 'emptyEditor', 'explained', 'differs', 'terminal'],
  },
  {
    id: 'notes',
    title: 'Notes and first steps',
    about: 'What the page says by itself, and what it says when something breaks.',
    scenes: ['toasts', 'progress', 'broken', 'hints', 'nothing'],
  },
  {
    id: 'dialogs',
    title: 'Dialogs',
    about: 'One form for all of them.',
    scenes: ['palette', 'settings', 'start', 'keys', 'fault', 'export'],
  },
];
