/** What the palette offers beside the page's commands: a manifest of each kind, branches, what can be done with objects. */
import { templates } from '../features/editor/templates/templates.ts';
import { templateWords } from '../features/editor/templates/template-words.ts';
import { useLiveCompare } from '../model/live-compare-store.ts';
import { openAsFile, openInEditor } from '../model/open-object.ts';
import { mirror, splitObjectKey } from '../model/mirror.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import type { PageCommand } from '../ui/page-command.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { t } from './messages.en.ts';

export function templateCommands(): readonly PageCommand[] {
  return templates.map(({ kind, yaml }) => ({
    id: `template:${kind}`,
    group: 'templates',
    title: t('app.newFromTemplate', { kind }),
    detail: templateWords(kind),
    icon: 'plus',
    words: `yaml manifest create template ${templateWords(kind)}`,
    isQuiet: true,
    run: () => openAsFile(`${kind.toLowerCase()}.yaml`, yaml),
  }));
}

/** All but the one that is shown. */
export function branchCommands(): readonly PageCommand[] {
  const { branches, branch: shown } = useTime.getState();
  return branches
    .filter(({ id }) => id !== shown)
    .map(({ id, name }) => ({
      id: `branch:${id}`,
      group: 'branches',
      title: t('app.goToBranch', { name }),
      icon: 'branch',
      run: () => reportFailure(session.selectBranch(id)),
    }));
}

/** What can be done with the objects of these keys that there are. */
export function objectCommands(keys: readonly string[]): readonly PageCommand[] {
  return [...new Set(keys)].flatMap((key): PageCommand[] => {
    const object = mirror.get(key);
    if (object === undefined) return [];
    const { resource, namespace, name } = splitObjectKey(key);
    const kind = object.kind ?? resource;
    const detail = namespace === '' ? kind : `${kind} · ${namespace}`;
    const about = { group: 'actions', detail, isQuiet: true } as const;
    return [
      {
        ...about,
        id: `open:${key}`,
        title: t('app.openObject', { name }),
        icon: 'copy',
        words: `${detail} yaml manifest edit`,
        run: () => reportFailure(openInEditor(key)),
      },
      {
        ...about,
        id: `compare:${key}`,
        title: t('app.compareObject', { name }),
        icon: 'diff',
        words: `${detail} diff live difference`,
        run: () => reportFailure(compareWithLive(key)),
      },
    ];
  });
}

/** The keys among the ids of what was lately chosen. */
export function recentKeys(recent: readonly string[]): readonly string[] {
  return recent.flatMap((id) => /^(?:open|compare):(.+)$/.exec(id)?.[1] ?? []);
}

async function compareWithLive(key: string): Promise<void> {
  if (await openInEditor(key)) useLiveCompare.setState({ isOpen: true });
}
