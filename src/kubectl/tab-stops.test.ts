import { expect, it } from 'vitest';
import { layOutTabs } from './tab-stops.ts';

it('aligns what stands below one another, and begins anew after a line without tabs', () => {
  expect(layOutTabs('Name:\tweb\nNamespace:\tdefault\nContainers:\n  Image:\tnginx\n  Port:\t<none>')).toBe(
    'Name:       web\nNamespace:  default\nContainers:\n  Image:  nginx\n  Port:   <none>',
  );
});

it('keeps columns apart that a shorter line divides', () => {
  expect(layOutTabs('a\tbbbb\tc\na\tb\na\tb\tc')).toBe('a  bbbb  c\na  b\na  b  c');
});
