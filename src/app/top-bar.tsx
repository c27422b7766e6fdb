import type { ReactElement } from 'react';
import { UndoButtons } from '../features/branches/undo-buttons.tsx';
import { openCompare, showBranchList } from '../model/compare-store.ts';
import { useObject } from '../model/mirror.ts';
import { session } from '../model/session.ts';
import { useSettings } from '../model/settings-store.ts';
import { useTime } from '../model/time-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Logo } from '../ui/logo.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { useMedia } from '../ui/use-media.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { copyLink } from './copy-link.ts';
import { Hints } from './late-parts.ts';
import { t } from './messages.en.ts';
import { pageCommands } from './commands.ts';
import { Palette } from './shell-dialogs.tsx';
import { openDialog } from './shell-store.ts';
import { startScenario } from './start-scenario.ts';
import { dockOf } from './panel-places.ts';
import { seenIn, show, usePanels } from './panel-store.ts';

export function TopBar(): ReactElement {
  return (
    <header className="top-bar">
      <span className="logo">
        <Logo />
        {t('app.name')}
      </span>
      <span className="top-rule" />
      <EditorToggle />
      <ScenarioMenu />
      <BranchMenu />
      <UndoButtons />
      <span className="simulated">{t('app.simulated')}</span>
      <span className="top-gap" />
      <Hints />
      <span className="top-gap" />
      <Button
        icon="search"
        keys={keyHint}
        onPointerEnter={() => void Palette.preload()}
        onClick={() => openDialog('palette')}
      >
        {t('app.find')}
      </Button>
      <Button icon="share" onClick={() => void copyLink()}>
        {t('app.share')}
      </Button>
      <ThemeButton />
      <PageMenu />
    </header>
  );
}

const keyHint = globalThis.navigator?.platform?.startsWith('Mac') ? '⌘ K' : 'Ctrl K';

/** What is seldom wanted. */
function PageMenu(): ReactElement {
  const entries = commandEntries([
    'page.settings',
    'page.keys',
    'page.hints',
    'share.embed',
    'share.manifests',
    'share.run',
    'share.import',
    'share.print',
    'view.reset',
  ]);
  return (
    <Menu align="end" entries={entries}>
      <IconButton icon="more" label={t('app.more')} />
    </Menu>
  );
}

/** Commands as lines of a menu, in this order. */
export function commandEntries(ids: readonly string[]): MenuEntry[] {
  const commands = pageCommands();
  return ids.flatMap((id) => {
    const command = commands.find((candidate) => candidate.id === id);
    const isUsable = command?.when?.() !== false;
    if (command === undefined || (id === 'page.kept' && !isUsable)) return [];
    const { title, icon, run } = command;
    return [{ text: title, ...(icon === undefined ? {} : { icon }), disabled: !isUsable, onSelect: run }];
  });
}

/** Only shown while the manifests are hidden: what is open is closed at its own edge. */
function EditorToggle(): ReactElement | null {
  const isShown = usePanels((places) => seenIn(places, dockOf(places, 'editor')) === 'editor');
  if (isShown) return null;
  return (
    <Button icon="plus" onClick={() => show('editor')}>
      {t('app.editor')}
    </Button>
  );
}

/** What the cluster is, and the switches that make it another. */
function ScenarioMenu(): ReactElement {
  const entries = useScenarioEntries();
  return (
    <h1 className="scenario">
      <Menu entries={entries}>
        <button type="button" className="chip branch-chip">
          <b>{t('app.scenario')}</b>
          <Icon name="chevronDown" size={14} />
        </button>
      </Menu>
    </h1>
  );
}

/** A fresh cluster, and whether roles decide what a person may do in this one. */
export function useScenarioEntries(): MenuEntry[] {
  const enforced = useObject('clusterroles.rbac.authorization.k8s.io//cluster-admin') !== undefined;
  return [
    ...commandEntries(['cluster.start', 'page.kept']),
    { text: t('app.newCluster'), icon: 'reset', onSelect: () => reportFailure(startScenario('web')) },
    {
      text: t('app.enforceRoles'),
      ...(enforced ? { icon: 'check' as const } : {}),
      onSelect: () => reportFailure(switchRoles(!enforced)),
    },
  ];
}

async function switchRoles(enforced: boolean): Promise<void> {
  await session.enforceRoles(enforced);
  showToast({ text: enforced ? t('app.rolesEnforced') : t('app.rolesNotEnforced') });
}

function BranchMenu(): ReactElement {
  const branches = useTime((state) => state.branches);
  const current = useTime((state) => state.branch);
  const name = branches.find((branch) => branch.id === current)?.name ?? '';
  return (
    <Menu entries={branchEntries(branches, current)}>
      <button type="button" className="chip branch-chip" aria-label={t('app.branch', { name })}>
        <Icon name="branch" />
        <b>{name}</b>
        <Icon name="chevronDown" size={14} />
      </button>
    </Menu>
  );
}

/** The branches to go to, then what is done with them. */
export function branchEntries(
  branches: ReturnType<typeof useTime.getState>['branches'],
  current: string,
): MenuEntry[] {
  return [
    ...branches.map((branch) => ({
      text: branch.name,
      ...(branch.id === current ? { icon: 'check' as const } : {}),
      onSelect: () => reportFailure(session.selectBranch(branch.id)),
    })),
    'separator',
    { text: t('app.compare'), icon: 'diff', keys: 'C', onSelect: () => openCompare() },
    { text: t('app.allBranches'), icon: 'branch', onSelect: () => showBranchList(true) },
  ];
}

export function ThemeButton(): ReactElement {
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const theme = useSettings((state) => state.theme);
  const setTheme = useSettings((state) => state.setTheme);
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark);
  return (
    <IconButton
      icon={dark ? 'sun' : 'moon'}
      label={dark ? t('app.light') : t('app.dark')}
      onClick={() => setTheme(dark ? 'light' : 'dark')}
    />
  );
}
