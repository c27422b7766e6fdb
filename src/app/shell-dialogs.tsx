/** The page's own dialogs; the code of each comes when it is first wanted. */
import type { ReactElement } from 'react';
import { late } from '../ui/late.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { pageCommands } from './commands.ts';
import { languages } from './languages.ts';
import { resetPanels } from './panel-store.ts';
import { download } from './run-file.ts';
import { closeDialog, useShell } from './shell-store.ts';
import { startScenario } from './start-scenario.ts';

export const Palette = late(async () => (await import('./palette-part.tsx')).PalettePart);
const KeyMap = late(async () => (await import('../features/palette/key-map.tsx')).KeyMap);
const SettingsDialog = late(
  async () => (await import('../features/settings/settings-dialog.tsx')).SettingsDialog,
);
const StartDialog = late(async () => (await import('../features/start/start-dialog.tsx')).StartDialog);
const EmbedDialog = late(async () => (await import('../features/share/embed-dialog.tsx')).EmbedDialog);
const ExportDialog = late(async () => (await import('../features/start/export-dialog.tsx')).ExportDialog);

/** Those that a person may choose. */
const shownLanguages = languages.filter(({ isPseudo }) => isPseudo !== true);

export function ShellDialogs(): ReactElement | null {
  const dialog = useShell((state) => state.dialog);
  switch (dialog) {
    case 'palette':
      return <Palette onClose={closeDialog} />;
    case 'keys':
      return <KeyMap commands={pageCommands()} onClose={closeDialog} />;
    case 'settings':
      return <SettingsDialog languages={shownLanguages} onResetLayout={resetPanels} onClose={closeDialog} />;
    case 'start':
      return (
        <StartDialog
          onStart={(point, wish) => reportFailure(startScenario(point, wish))}
          onClose={closeDialog}
        />
      );
    case 'embed':
      return <EmbedDialog languages={shownLanguages} onClose={closeDialog} />;
    case 'export':
      return <ExportDialog onSave={download} onClose={closeDialog} />;
    case null:
      return null;
  }
}
