/** The palette with all that it can find. Late: templates and what tells of fields are no part of the first load. */
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { askedField, objectChoices } from '../features/palette/choices.ts';
import { Palette } from '../features/palette/palette.tsx';
import { readRecent } from '../features/palette/recent.ts';
import { findFields } from '../model/field-paths.ts';
import type { FieldPath } from '../model/field-paths.ts';
import { loadKubernetesReference } from '../model/kubernetes-reference.ts';
import type { KubernetesReference } from '../model/kubernetes-reference.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { pageCommands } from './commands.ts';
import { branchCommands, objectCommands, recentKeys, templateCommands } from './palette-entries.ts';
import { show } from './panel-store.ts';
import { useShell } from './shell-store.ts';

/** Of so many of the objects that fit best it is offered what can be done with them. */
const actedOn = 2;
const mostFields = 8;

const always = (): ReturnType<typeof pageCommands> => [
  ...pageCommands(),
  ...branchCommands(),
  ...templateCommands(),
];

export function PalettePart({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [text, setText] = useState(() => useShell.getState().text);
  const [standing] = useState(always);
  const commands = useMemo(() => {
    const found = objectChoices(objectWords(text)).toSorted((a, b) => b.score - a.score);
    const keys = found.slice(0, actedOn).map(({ id }) => id);
    return [...standing, ...objectCommands([...keys, ...recentKeys(readRecent())])];
  }, [text, standing]);
  const fields = useFields(text);
  return (
    <Palette
      {...{ text, commands, fields, onClose }}
      onText={setText}
      onShowTerminal={() => show('terminal')}
    />
  );
}

/** The words of our actions themselves, in the languages that we have. */
const ofActions = new Set(
  'open edit compare in the editor with live diff öffnen vergleichen im mit dem cluster'.split(' '),
);

/** Who types “open web in the editor” names the object by one word of it. */
function objectWords(text: string): string {
  const words = text.trim().toLowerCase().split(/\s+/);
  return words.filter((word) => !ofActions.has(word)).join(' ');
}

function useFields(text: string): readonly FieldPath[] {
  const [structure, setStructure] = useState<KubernetesReference['structure']>();
  const asked = askedField(text);
  const isWanted = asked !== undefined && structure === undefined;
  useEffect(() => {
    if (isWanted) reportFailure(loadKubernetesReference().then((loaded) => setStructure(loaded.structure)));
  }, [isWanted]);
  return useMemo(
    () => (asked === undefined || structure === undefined ? [] : findFields(structure, asked, mostFields)),
    [asked, structure],
  );
}
