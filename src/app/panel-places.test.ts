import { describe, expect, it } from 'vitest';
import {
  activeOf,
  dockOf,
  hidePanel,
  maximisePanel,
  movePanel,
  panelNames,
  panelsIn,
  readPlaces,
  resizeDock,
  showPanel,
  usualPlaces,
} from './panel-places.ts';

const everything = (): boolean => true;

describe('the places of the panels', () => {
  it('stand as the board draws them', () => {
    expect(panelNames.map((panel) => dockOf(usualPlaces, panel))).toEqual([
      'left',
      'right',
      'bottom',
      'bottom',
    ]);
    expect(activeOf(usualPlaces.bottom, panelsIn(usualPlaces, 'bottom', everything))).toBe('timeline');
  });

  it('a panel that moves is shown where it comes to, and another takes its place', () => {
    const moved = movePanel(usualPlaces, 'timeline', 'left');
    expect(moved.left).toMatchObject({ panels: ['editor', 'timeline'], active: 'timeline', isOpen: true });
    expect(moved.bottom).toMatchObject({ panels: ['terminal'], active: 'terminal' });
    expect(movePanel(moved, 'timeline', 'left')).toEqual(moved);
  });

  it('a hidden panel comes back where it was', () => {
    const hidden = hidePanel(usualPlaces, 'timeline');
    expect(panelsIn(hidden, 'bottom', everything)).toEqual(['terminal']);
    const back = showPanel(hidden, 'timeline');
    expect(panelsIn(back, 'bottom', everything)).toEqual(['timeline', 'terminal']);
    expect(back.bottom.active).toBe('timeline');
  });

  it('what has nothing to show is stood in for', () => {
    const moved = showPanel(movePanel(usualPlaces, 'inspector', 'left'), 'inspector');
    const seen = panelsIn(moved, 'left', (panel) => panel !== 'inspector');
    expect(activeOf(moved.left, seen)).toBe('editor');
    expect(activeOf(moved.right, [])).toBeUndefined();
  });

  it('a closed dock keeps its size', () => {
    const closed = resizeDock(resizeDock(usualPlaces, 'left', 400), 'left', 0);
    expect(closed.left).toMatchObject({ size: 400, isOpen: false });
    expect(resizeDock(closed, 'left', 9000).left).toMatchObject({ size: 640, isOpen: true });
  });

  it('hiding what is maximised gives the page back', () => {
    const large = maximisePanel(usualPlaces, 'terminal');
    expect(large).toMatchObject({ maximised: 'terminal', bottom: { active: 'terminal' } });
    expect(hidePanel(large, 'terminal').maximised).toBeNull();
    expect(maximisePanel(large, null).maximised).toBeNull();
  });

  it('survive being kept, and whatever else is found there', () => {
    const places = hidePanel(movePanel(usualPlaces, 'terminal', 'right'), 'editor');
    expect(readPlaces(JSON.parse(JSON.stringify(places)))).toEqual(places);
    for (const damaged of [
      null,
      7,
      'x',
      {},
      { ...places, left: { panels: ['nobody'], size: 1 } },
      { ...places, right: { ...places.right, panels: [] } },
      { ...places, left: { ...places.left, panels: ['editor', 'editor'] } },
    ])
      expect(readPlaces(damaged)).toEqual(usualPlaces);
    expect(readPlaces({ ...places, left: { ...places.left, size: -5 } }).left.size).toBe(284);
  });
});
