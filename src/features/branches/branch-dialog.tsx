/** All branches as a small tree: go to one, rename, delete, compare. */
import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import type { Branch } from '../../bridge/protocol.ts';
import { openCompare } from '../../model/compare-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import type { CommandMark } from '../../model/timeline-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { branchTree } from './branch-tree.ts';
import './branches.css';
import { clockOf } from '../../model/clock-of.ts';
import { t } from './messages.en.ts';

export interface BranchDialogProps {
  readonly onClose: () => void;
}

export function BranchDialog({ onClose }: BranchDialogProps): ReactElement {
  return (
    <Dialog
      title={t('branches.title')}
      about={t('branches.about')}
      closeLabel={t('branches.close')}
      onClose={onClose}
      width={560}
      first="[aria-current]"
      isBare
    >
      <BranchList onClose={onClose} />
    </Dialog>
  );
}

function BranchList({ onClose }: BranchDialogProps): ReactElement {
  const branches = useTime((state) => state.branches);
  const shown = useTime((state) => state.branch);
  return (
    <ul className="branches-list">
      {branchTree(branches).map(({ branch, depth }) => (
        <Row key={branch.id} {...{ branch, depth, onClose }} isShown={branch.id === shown} />
      ))}
    </ul>
  );
}

interface RowProps extends BranchDialogProps {
  readonly branch: Branch;
  readonly depth: number;
  readonly isShown: boolean;
}

function Row({ branch, depth, isShown, onClose }: RowProps): ReactElement {
  const [mode, setMode] = useState<'still' | 'rename' | 'delete'>('still');
  const still = (): void => setMode('still');
  return (
    <li
      className="branches-row"
      style={{ '--depth': depth } as CSSProperties}
      data-shown={isShown || undefined}
    >
      {depth === 0 ? null : <span className="branches-rail" aria-hidden="true" />}
      {mode === 'rename' ? (
        <Rename branch={branch} onDone={still} />
      ) : (
        <Description {...{ branch, isShown, onClose }} />
      )}
      {mode === 'delete' ? <DeleteSure branch={branch} onKeep={still} /> : null}
      {mode === 'still' ? (
        <Menu align="end" entries={entriesOf({ branch, isShown, onClose }, setMode)}>
          <IconButton icon="more" label={t('branches.more', { name: branch.name })} />
        </Menu>
      ) : null}
    </li>
  );
}

function entriesOf(
  { branch, isShown, onClose }: Omit<RowProps, 'depth'>,
  setMode: (mode: 'rename' | 'delete') => void,
): MenuEntry[] {
  const entries: MenuEntry[] = [
    { text: t('branches.rename'), icon: 'cursor', onSelect: () => setMode('rename') },
  ];
  if (branch.parent !== null)
    entries.push({
      text: t('branches.goToFork'),
      icon: 'branch',
      onSelect: () => {
        reportFailure(goToFork(branch));
        onClose();
      },
    });
  entries.push({
    text: t('branches.compare'),
    icon: 'diff',
    onSelect: () => (isShown ? openCompare() : openCompare({ left: branch.id })),
  });
  if (!isShown && branch.parent !== null)
    entries.push('separator', {
      text: t('branches.delete'),
      icon: 'trash',
      danger: true,
      onSelect: () => setMode('delete'),
    });
  return entries;
}

async function goToFork(branch: Branch): Promise<void> {
  await session.selectBranch(branch.id);
  await session.seek(branch.forkedAtMs);
}

function Description({ branch, isShown, onClose }: Omit<RowProps, 'depth'>): ReactElement {
  const { startedAt, headMs } = useTime();
  const stands = clockOf(startedAt, isShown ? headMs : branch.headMs);
  return (
    <button
      type="button"
      className="branches-go"
      aria-current={isShown || undefined}
      onClick={() => {
        if (!isShown) reportFailure(session.selectBranch(branch.id));
        onClose();
      }}
    >
      <Icon name="branch" />
      <span className="branches-words">
        <span className="branches-name">
          {isShown ? null : (
            <span className="visually-hidden">{t('branches.go', { name: branch.name })} </span>
          )}
          <b>{branch.name}</b>
          {isShown ? <em>{t('branches.shown')}</em> : null}
        </span>
        <span className="sub">
          {branch.parent === null
            ? t('branches.first')
            : t('branches.forkedAt', { clock: clockOf(startedAt, branch.forkedAtMs) })}
          {' · '}
          {t('branches.stands', { clock: stands })}
        </span>
        <Commands branch={branch} />
      </span>
    </button>
  );
}

const shownCommands = 3;

/** What was done on it: that is what makes it differ. */
function Commands({ branch }: { readonly branch: Branch }): ReactElement {
  const { id, commands } = branch;
  const [known, setKnown] = useState<readonly CommandMark[]>([]);
  useEffect(() => {
    let isWanted = true;
    session.branchCommands(id).then(
      (marks) => {
        if (isWanted) setKnown(marks);
      },
      // It was deleted just now.
      () => {},
    );
    return () => {
      isWanted = false;
    };
    // How many there are says that there may be others.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [id, commands]);
  if (commands === 0) return <span className="sub">{t('branches.none')}</span>;
  const more = known.length - shownCommands;
  return (
    <span className="branches-commands mono">
      {known.slice(0, shownCommands).map((mark) => (
        <span key={mark.index}>{mark.label}</span>
      ))}
      {more > 0 ? <span className="sub">{t('branches.moreCommands', { n: more })}</span> : null}
    </span>
  );
}

function Rename({ branch, onDone }: { readonly branch: Branch; readonly onDone: () => void }): ReactElement {
  const [name, setName] = useState(branch.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = async (): Promise<void> => {
    await session.renameBranch(branch.id, name);
    onDone();
  };
  return (
    <form
      className="branches-edit"
      onSubmit={(event) => {
        event.preventDefault();
        reportFailure(save());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        onDone();
      }}
    >
      <input
        ref={field}
        aria-label={t('branches.name')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary">
        {t('branches.save')}
      </Button>
      <Button onClick={onDone}>{t('branches.cancel')}</Button>
    </form>
  );
}

function DeleteSure({
  branch,
  onKeep,
}: {
  readonly branch: Branch;
  readonly onKeep: () => void;
}): ReactElement {
  return (
    <div className="branches-sure" role="group" aria-label={t('branches.deleteThis', { name: branch.name })}>
      <span>{t('branches.deleteSure')}</span>
      <Button look="line" onClick={onKeep} autoFocus>
        {t('branches.keep')}
      </Button>
      <Button look="primary" icon="trash" onClick={() => reportFailure(session.deleteBranch(branch.id))}>
        {t('branches.delete')}
      </Button>
    </div>
  );
}
