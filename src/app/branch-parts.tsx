/** The comparison of branches and their list, when somebody has asked for them; and word of each new branch. */
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { tellForks } from '../features/branches/tell-forks.ts';
import { showBranchList, useCompare } from '../model/compare-store.ts';
import { late } from '../ui/late.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

const BranchDialog = late(async () => (await import('../features/branches/branch-dialog.tsx')).BranchDialog);
const CompareView = late(async () => (await import('../features/compare/compare-view.tsx')).CompareView);

export function ComparePart(): ReactElement | null {
  const isOpen = useCompare((state) => state.isOpen);
  return isOpen ? (
    <ErrorBoundary>
      <CompareView />
    </ErrorBoundary>
  ) : null;
}

export function BranchList(): ReactElement | null {
  const isOpen = useCompare((state) => state.isListOpen);
  useEffect(tellForks, []);
  return isOpen ? <BranchDialog onClose={() => showBranchList(false)} /> : null;
}
