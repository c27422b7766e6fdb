import type { ReactElement } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { toggleExplain, useExplain } from './explain-store.ts';
import { t } from './messages.en.ts';

export function ExplainButton(): ReactElement {
  const isOpen = useExplain((state) => state.isOpen);
  return (
    <IconButton
      icon="eye"
      label={t('help.explain')}
      keys="Alt F1"
      aria-pressed={isOpen}
      onClick={toggleExplain}
    />
  );
}
