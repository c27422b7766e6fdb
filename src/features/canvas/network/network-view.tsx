import type { ReactElement } from 'react';

export function NetworkView(): ReactElement {
  return <div />;
}
